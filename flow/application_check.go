package flow

import (
	"strings"
	"time"
	"unicode/utf8"
)

// FieldFault is something that Prime Trust would refuse in one field of an application.
type FieldFault struct {
	// Field is the path of the field by its JSON names, such as "owner.address.postal_code".
	Field string
	// Why says what is wrong and what is wanted. It never repeats what was typed.
	Why string
}

// The most characters that a field may have. Prime Trust documents those of names and telephone
// numbers; the others keep a body within reason.
const (
	nameLimit  = 80
	phoneLimit = 25
	emailLimit = 254
	lineLimit  = 100
	codeLimit  = 40
	// Longer texts are cut by Clean.
	textLimit = cleanLimit
	// answerLeast is the shortest answer of the account questionnaire.
	answerLeast = 3
)

// Check finds everything that Prime Trust would refuse, in the order in which a form asks. today is
// the day against which ages are reckoned. The application is judged in its normal form.
func (a Application) Check(today time.Time) []FieldFault {
	a = a.Normal()
	k := &applicationCheck{today: time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)}
	k.line("account_name", "the name of the account", a.AccountName, nameLimit)
	if a.Company == nil {
		k.person("owner.", "the owner's ", a.Owner)
		k.reach("owner.", "the owner's ", a.Owner)
	} else {
		k.common("owner.", "the company's ", a.Owner)
		k.reach("owner.", "the company's ", a.Owner)
		k.company(*a.Company)
	}
	k.questions(a.Questions, a.Company != nil)
	if a.Signature == "" {
		k.say("authorized_signature", "the agreement is not signed: type the signer's name")
	} else {
		k.line("authorized_signature", "the signature", a.Signature, nameLimit)
	}
	return k.found
}

// Validate returns an Input fault with the first thing that Check finds, or nil.
func (a Application) Validate(today time.Time) error {
	found := a.Check(today)
	if len(found) == 0 {
		return nil
	}
	f := inputFault(found[0].Why)
	f.Field = found[0].Field
	return f
}

// applicationCheck collects what is found.
type applicationCheck struct {
	today time.Time
	found []FieldFault
}

func (k *applicationCheck) say(field, why string) {
	k.found = append(k.found, FieldFault{field, why})
}

// line wants a text that is there; it reports whether there is one to look at more closely.
func (k *applicationCheck) line(field, what, text string, limit int) bool {
	if text == "" {
		k.say(field, what+" is missing")
		return false
	}
	return k.fits(field, what, text, limit)
}

// fits takes an empty text as well.
func (k *applicationCheck) fits(field, what, text string, limit int) bool {
	switch {
	case utf8.RuneCountInString(text) > limit:
		k.say(field, what+" may have at most "+digits(limit)+" characters")
	case Clean(text) != text:
		k.say(field, what+" holds a character that cannot be printed, or a token")
	default:
		return true
	}
	return false
}

// pick wants one of the words of a list.
func (k *applicationCheck) pick(field, what, word, list, how string) {
	switch {
	case word == "":
		k.say(field, what+" is missing")
	case !listed(list, word):
		k.say(field, what+" must be "+how)
	}
}

// date wants a real day that has come; it reports whether it is one.
func (k *applicationCheck) date(field, what, text string) (time.Time, bool) {
	day, err := time.Parse(time.DateOnly, text)
	switch {
	case text == "":
		k.say(field, what+" is missing")
	case err != nil:
		k.say(field, what+" is not a day of the calendar such as 1990-01-31")
	case day.After(k.today):
		k.say(field, what+" is in the future")
	default:
		return day, true
	}
	return day, false
}

func (k *applicationCheck) questions(answers map[string]string, company bool) {
	asked := ""
	for _, q := range AccountQuestions() {
		field, answer := "account_questionnaire."+q.Name, answers[q.Name]
		asked += " " + q.Name
		switch {
		case answer == "" && (company || len(answers) > 0 && !q.CompanyOnly):
			k.say(field, "the question about the "+q.About+" needs an answer")
		case answer == "":
		case utf8.RuneCountInString(answer) < answerLeast:
			k.say(field, "the answer about the "+q.About+" needs at least "+digits(answerLeast)+" characters")
		default:
			k.fits(field, "the answer about the "+q.About, answer, textLimit)
		}
	}
	for name := range answers {
		if !listed(asked, name) {
			k.say("account_questionnaire", "there is an answer to a question that Prime Trust does not ask")
			return
		}
	}
}

// listed reports whether a word stands in a list with blanks between.
func listed(list, word string) bool {
	return word != "" && !strings.Contains(word, " ") && strings.Contains(" "+list+" ", " "+word+" ")
}
