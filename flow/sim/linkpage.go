package sim

import (
	"embed"
	"html"
	"net/http"
	"path"
	"strings"
)

// The drop-in script and the pages of Link. They are files of their own so
// that the pages' policy can do without any inline script or style.
//
//go:embed assets
var linkAssets embed.FS

const (
	hostedPath = "/hl/"
	bankPath   = "/_link/bank/"
	scriptPath = "/link/v2/stable/link-initialize.js"
)

// framers are the pages that may hold Link's frame: those of this computer.
const framers = "http://127.0.0.1:* http://localhost:* https://127.0.0.1:* https://localhost:*"

// pageParts are the kinds of file that Link's pages load from /_link/.
var pageParts = map[string]string{".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}

// serveLinkPage serves Link's script and pages to a GET; false means that the
// path is none of these.
func (s *Sim) serveLinkPage(w http.ResponseWriter, r *http.Request) bool {
	switch at := r.URL.Path; {
	case at == scriptPath:
		serveScript(w, r)
	case at == "/_link/page":
		servePage(w, http.StatusOK, "link.html", framers, "")
	case at == "/_link/embedded":
		servePage(w, http.StatusOK, "embedded.html", framers, "")
	case strings.HasPrefix(at, bankPath):
		// The page itself asks whether its session is still there.
		servePage(w, http.StatusOK, "bank.html", "'none'", ` data-state="`+html.EscapeString(strings.TrimPrefix(at, bankPath))+`"`)
	case strings.HasPrefix(at, hostedPath):
		s.serveHosted(w, r, strings.TrimPrefix(at, hostedPath))
	default:
		return servePart(w, at)
	}
	return true
}

// servePart serves a script or style of the pages, each file by its own name.
func servePart(w http.ResponseWriter, at string) bool {
	name := strings.TrimPrefix(at, "/_link/")
	kind, ok := pageParts[path.Ext(name)]
	if !ok || at != "/_link/"+name || name == path.Base(scriptPath) {
		return false
	}
	body, err := linkAssets.ReadFile("assets/" + name)
	if err != nil {
		return false
	}
	serveAsset(w, http.StatusOK, kind, string(body))
	return true
}

// hostShape is what a Host header may be made of to be written into a script.
var hostShape = pattern(`^[A-Za-z0-9.-]+(:[0-9]{1,5})?$|^\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?$`)

// serveScript serves the drop-in script with the origin that it was asked for
// under. Any page may load it, as it may load the real one.
func serveScript(w http.ResponseWriter, r *http.Request) {
	if !hostShape().MatchString(r.Host) {
		serveAsset(w, http.StatusBadRequest, "text/plain; charset=utf-8", "the Host of the request is no name of a computer\n")
		return
	}
	w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
	serveAsset(w, http.StatusOK, "text/javascript; charset=utf-8", strings.Replace(asset("link-initialize.js"), "{{home}}", baseURL(r), 1))
}

// serveHosted serves the page under a hosted_link_url. The token is in the page
// because whoever has the address has the session anyway.
func (s *Sim) serveHosted(w http.ResponseWriter, r *http.Request, id string) {
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
	servePage(w, status, "link.html", "'none'", attributes)
}

// servePage serves a page that runs only the scripts of its own origin and
// that only those framers may hold.
func servePage(w http.ResponseWriter, status int, name, framers, attributes string) {
	w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "+
		"img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors "+framers)
	w.Header().Set("Referrer-Policy", "no-referrer") // a hosted address is a key, and so is a bank's
	serveAsset(w, status, "text/html; charset=utf-8", strings.Replace(asset(name), "{{attributes}}", attributes, 1))
}

// asset reads a file that is known to be embedded.
func asset(name string) string {
	b, err := linkAssets.ReadFile("assets/" + name)
	if err != nil {
		panic("sim: " + err.Error())
	}
	return string(b)
}

func serveAsset(w http.ResponseWriter, status int, contentType, body string) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Cache-Control", "no-store") // an upgraded simulator must not meet yesterday's script
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body)) // a client that went away is not our trouble
}
