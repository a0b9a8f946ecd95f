//go:build e2e

package main

import "testing"

// The stretches that many walks share.
var (
	walkBanks = []string{"heading uses Plaid to link your bank", "click Continue", "heading Choose your bank"}
	walkLogin = join(walkBanks, []string{"click First Platypus Bank", "heading Enter your login"})
	walkShare = []string{"heading Choose the account", "choose Plaid Checking", "click Share", "heading Connected", "click Finish", "state linked"}
	walkLeave = []string{"press Escape", "text Leave without linking?", "press Tab Enter", "state left"}
	walkOAuth = join(walkBanks, []string{"click Platypus OAuth Bank", "heading Log in at Platypus OAuth Bank"})
	walkAgree = []string{"page:heading Log in to Platypus OAuth Bank", "page:click Log in", "page:heading Choose the accounts",
		"page:box Plaid Checking", "page:click Allow access"}
)

const (
	wordsLinked = "Your account at First Platypus Bank is linked."
	wordsLeft   = "No account was linked and no login was kept."
	wordsFailed = "so no account was linked."
)

// links is a walk that ends at a submitted case.
func links(name string, steps ...[]string) pageWalk {
	return pageWalk{name: name, steps: join(steps...), ending: "linked", words: wordsLinked, status: "submitted"}
}

// leaves is a walk on which the customer goes away at a pane.
func leaves(name, exit string, steps ...[]string) pageWalk {
	return pageWalk{name: "leaves at " + name, steps: join(join(steps...), walkLeave), ending: "left", words: wordsLeft,
		status: "failed", exit: exit, code: "LINK_EXITED"}
}

// TestBrowserWalks is every way in which a customer can go through the hand-off page, or away
// from it. In each of them the case ends in the right state with the exit's status and error,
// and the page's last words are true.
func TestBrowserWalks(t *testing.T) {
	w := newWalks(t)
	for _, p := range join3(walkSuccesses(), walkExits(), walkTrouble()) {
		t.Run(p.name, func(t *testing.T) { w.play(t, p) })
	}
}

func join3(lists ...[]pageWalk) (all []pageWalk) {
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

func walkSuccesses() []pageWalk {
	good := login("pass_good")
	device := join(walkLogin, login("mfa_device"), []string{"heading Get a code", "choose Text message", "click Continue", "heading Prove that it is you",
		"fill Enter the code that your bank sent = 1234", "click Continue"})
	oauth := links("OAuth in a pop-up", walkOAuth, []string{"popup Continue to your bank"}, walkAgree, []string{"back", "heading Connected", "click Finish", "state linked"})
	oauth.words = "Your account at Platypus OAuth Bank is linked."
	redirect := links("OAuth by redirect_uri", walkOAuth, []string{"click Continue to your bank"}, walkAgree, []string{"heading Connected", "click Finish", "state linked"})
	redirect.words, redirect.redirect = oauth.words, true
	return []pageWalk{
		links("a good login", walkLogin, good, walkShare),
		links("a wrong password, then the right one", walkLogin, login("wrong"), []string{"alert not right", "fill Password = pass_good", "click Submit"}, walkShare),
		links("a code to a device", device, walkShare),
		links("questions", walkLogin, login("mfa_questions_1_1"), []string{"fill Question 1 of round 1 = answer_0_0", "click Continue"}, walkShare),
		links("a selection", walkLogin, login("mfa_selections"), []string{"choose Yes", "click Continue"}, walkShare),
		oauth, redirect,
		links("the link_token runs out while the page is open", walkLogin, []string{`post /_sim/clock = {"advance":"5h"}`}, good,
			[]string{"state renewing"}, walkLogin, good, walkShare),
		links("the page is reloaded", walkLogin, []string{"reload"}, walkLogin, good, walkShare),
		links("back and forward again", walkLogin, []string{"goback", "goforward"}, walkLogin, good, walkShare),
		// The second tab finishes, and the first one hears what is true.
		links("two tabs at once", walkLogin, []string{"tab", "goto ROOT"}, walkLogin, good, walkShare, []string{"first", "state linked"}),
		links("the one-time address again", walkLogin, []string{"goto BOOT", "page:heading used already", "follow Go on"}, walkLogin, good, walkShare),
	}
}

func walkExits() []pageWalk {
	code := join(walkLogin, login("mfa_device"), []string{"heading Get a code", "choose Text message", "click Continue", "heading Prove that it is you"})
	locked := pageWalk{name: "the bank has locked the login", steps: join(walkLogin, login("error_ITEM_LOCKED"), []string{"heading did not work", "click Leave", "state failed"}),
		ending: "failed", words: wordsFailed, status: "failed", exit: "requires_credentials", code: "ITEM_LOCKED"}
	unsupported := pageWalk{name: "leaves at a bank that is not supported", ending: "failed", words: wordsFailed, status: "failed",
		exit: "institution_not_supported", code: "INSTITUTION_NO_LONGER_SUPPORTED",
		steps: join(walkBanks, []string{"click Unsupported Platypus Bank", "heading did not work", "click Leave", "state failed"})}
	wrong := leaves("the login after a wrong password", "requires_credentials", walkLogin, login("wrong"), []string{"alert not right"})
	wrong.code, wrong.ending, wrong.words = "INVALID_CREDENTIALS", "failed", wordsFailed
	wrong.steps[len(wrong.steps)-1] = "state failed"
	return []pageWalk{
		leaves("the consent", "", walkBanks[:1]),
		leaves("the banks", "institution_not_found", walkBanks),
		unsupported,
		leaves("the login", "requires_credentials", walkLogin),
		wrong,
		leaves("the device", "choose_device", walkLogin, login("mfa_device"), []string{"heading Get a code"}),
		leaves("the code", "requires_code", code),
		leaves("the questions", "requires_questions", walkLogin, login("mfa_questions_1_1"), []string{"heading Prove that it is you"}),
		leaves("the selections", "requires_selections", walkLogin, login("mfa_selections"), []string{"heading Prove that it is you"}),
		leaves("the accounts", "requires_account_selection", walkLogin, login("pass_good"), []string{"heading Choose the account"}),
		leaves("the bank's window", "requires_oauth", walkOAuth, []string{"popup Continue to your bank", "page:heading Log in to Platypus OAuth Bank", "back close", "alert closed before you were done"}),
		locked,
		leaves("the captcha", "requires_credentials", walkLogin, login(`{"recaptcha":"good"}`), []string{"heading Are you a person"}),
		leaves("the numbers", "", walkBanks, []string{"click Houndstooth Bank", "heading Enter your login"}, login("pass_good"), walkShare[:3],
			[]string{"heading Enter your account numbers"}),
	}
}

func walkTrouble() []pageWalk {
	closed := pageWalk{name: "the tab is closed", steps: join(walkLogin, []string{"close", "tab"}), status: "failed", exit: "tab_closed", code: "LINK_EXITED"}
	away := pageWalk{name: "back, and not again", steps: join(walkLogin, []string{"goback"}), status: "failed", exit: "tab_closed", code: "LINK_EXITED"}
	return []pageWalk{closed, away}
}
