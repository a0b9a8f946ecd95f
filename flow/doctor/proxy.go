package doctor

import (
	"context"
	"strings"
)

func (v *visit) proxy(context.Context) Check {
	f := v.Machine.Proxy()
	var ways []string
	for _, r := range f.Routes {
		way := r.Provider + " (" + r.Host + ") is called directly"
		if r.Via != "" {
			way = r.Provider + " (" + r.Host + ") is called through " + r.Via
		}
		ways = append(ways, way)
	}
	text := sentence(strings.Join(ways, ", "))
	if len(f.Set) == 0 {
		text = "No proxy is set. " + text
	} else {
		text = "Set are " + strings.Join(f.Set, ", ") + ". " + text
	}
	if len(f.Ignored) > 0 {
		text += " " + strings.Join(f.Ignored, ", ") + " is not followed: name the proxy in HTTPS_PROXY."
	}
	text = strings.TrimSpace(text)
	if f.Wrong != "" {
		return failed(Here, sentence(f.Wrong)+" "+text, "set it to an address such as http://proxy.example.com:3128, or unset it")
	}
	return good(text)
}
