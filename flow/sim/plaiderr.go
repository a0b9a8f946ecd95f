package sim

import "net/http"

// plaidFail is a refusal by the simulated Plaid.
type plaidFail struct {
	Code    string
	Message string
	Status  int    // 0 = the code's own
	Reason  string `json:",omitempty"` // error_code_reason, "" = absent
}

func fail(code, message string) *plaidFail { return &plaidFail{Code: code, Message: message} }

// failCode is the refusal of that code in its ordinary words.
func failCode(code string) *plaidFail { return fail(code, plaidCodes[code].message) }

// plaidError is the whole error object, every member present, in the order of
// live answers (plaid.com/docs/errors).
type plaidError struct {
	DisplayMessage   *string `json:"display_message"`
	DocumentationURL *string `json:"documentation_url"`
	ErrorCode        string  `json:"error_code"`
	ErrorCodeReason  string  `json:"error_code_reason,omitempty"` // of OAuth banks alone
	ErrorMessage     string  `json:"error_message"`
	ErrorType        string  `json:"error_type"`
	RequestID        string  `json:"request_id"`
	SuggestedAction  *string `json:"suggested_action"`
}

// object is the error as it travels.
func (f *plaidFail) object(requestID string) *plaidError {
	code := plaidCodes[f.Code]
	e := &plaidError{ErrorCode: f.Code, ErrorCodeReason: f.Reason, ErrorMessage: f.Message, ErrorType: code.kind, RequestID: requestID}
	if code.display != "" {
		e.DisplayMessage = &code.display
	}
	if page := docPages[code.kind]; page != "" {
		url := "https://plaid.com/docs/?ref=error#" + page
		e.DocumentationURL = &url
	}
	return e
}

func (f *plaidFail) status() int {
	if f.Status != 0 {
		return f.Status
	}
	if s := plaidCodes[f.Code].status; s != 0 {
		return s
	}
	return http.StatusBadRequest
}

func (f *plaidFail) reply(requestID string) reply {
	rep := plaidReply(f.status(), f.object(requestID))
	rep.requestID, rep.code = requestID, f.Code
	return rep
}
