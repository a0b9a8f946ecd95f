package sim

import (
	"embed"
	"html"
	"net/http"
	"strings"
)

// The drop-in script and the page inside its frame. They are files of their own so
// that the frame's policy can do without any inline script or style.
//
//go:embed assets
var linkAssets embed.FS

const hostedPath = "/hl/"

// framers are the pages that may hold Link's frame: those of this computer.
const framers = "http://127.0.0.1:* http://localhost:* https://127.0.0.1:* https://localhost:*"

// serveLinkPage serves Link's script, the page of its frame and the hosted page
// to a GET; false means that the path is none of these.
func (s *Sim) serveLinkPage(w http.ResponseWriter, r *http.Request) bool {
	switch path := r.URL.Path; path {
	case "/link/v2/stable/link-initialize.js":
		// Any page may load it, as it may load the real one.
		w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
		serveAsset(w, http.StatusOK, "text/javascript; charset=utf-8", asset("link-initialize.js"))
	case "/_link/page":
		pagePolicy(w, framers)
		serveAsset(w, http.StatusOK, "text/html; charset=utf-8", linkHTML(""))
	case "/_link/link.js", "/_link/panes.js":
		serveAsset(w, http.StatusOK, "text/javascript; charset=utf-8", asset(strings.TrimPrefix(path, "/_link/")))
	case "/_link/link.css":
		serveAsset(w, http.StatusOK, "text/css; charset=utf-8", asset("link.css"))
	default:
		id, ok := strings.CutPrefix(path, hostedPath)
		if ok {
			s.serveHosted(w, r, id)
		}
		return ok
	}
	return true
}

// serveHosted serves the page under a hosted_link_url. The token is in the page
// because whoever has the address has the session anyway.
func (s *Sim) serveHosted(w http.ResponseWriter, r *http.Request, id string) {
	pagePolicy(w, "'none'")
	token, completion, ok := s.hosted(r, id)
	status := http.StatusOK
	if !ok {
		// The page then begins a session with a token that no one has, and Link says
		// what it says of every dead token.
		token, completion, status = "link-sandbox-expired", "", http.StatusNotFound
	}
	attributes := ` data-token="` + html.EscapeString(token) + `"`
	if completion != "" {
		attributes += ` data-completion="` + html.EscapeString(completion) + `"`
	}
	serveAsset(w, status, "text/html; charset=utf-8", linkHTML(attributes))
}

func linkHTML(attributes string) string {
	return strings.Replace(asset("link.html"), "{{hosted}}", attributes, 1)
}

// asset reads a file that is known to be embedded.
func asset(name string) string {
	b, err := linkAssets.ReadFile("assets/" + name)
	if err != nil {
		panic("sim: " + err.Error())
	}
	return string(b)
}

func pagePolicy(w http.ResponseWriter, framers string) {
	w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "+
		"img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors "+framers)
	w.Header().Set("Referrer-Policy", "no-referrer") // a hosted address is a key
}

func serveAsset(w http.ResponseWriter, status int, contentType, body string) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Cache-Control", "no-store") // an upgraded simulator must not meet yesterday's script
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body)) // a client that went away is not our trouble
}
