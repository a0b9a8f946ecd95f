package screen

import "linkdesk/tui/kit"

// Act carries out what a key meant, by where the application stands.
func (a *Apply) Act(i kit.Intent) Out {
	if a.step == applyWatches {
		if i == IntentBack {
			return a.toCase()
		}
		return a.view.Act(i)
	}
	switch i {
	case IntentNo:
		a.ask = nil
	case intentLeaveYes:
		return Out{Back: true}
	case intentOpenYes:
		a.ask = nil
		return a.give()
	case IntentBack:
		return a.leave()
	case IntentEnter:
		return a.goOn()
	case intentNext:
		a.form.Move(1)
	case intentPrev:
		a.form.Move(-1)
	case intentRight, intentLeft:
		a.choose(i)
	case IntentPageDown:
		a.page(1)
	case IntentPageUp:
		a.page(-1)
	}
	return Out{}
}

// goOn does what enter means.
func (a *Apply) goOn() Out {
	switch {
	case a.step == applyTells:
		a.fault, a.step = nil, applyAsks
	case a.step == applyReads && !a.read:
		a.page(1)
	case a.step == applyReads && a.sign.Valid():
		a.ask = a.askOpen()
	case a.step == applyAsks && a.valid():
		return a.preview()
	}
	return Out{}
}

// leave goes one step back. What was typed is dropped only after a question.
func (a *Apply) leave() Out {
	switch {
	case a.asking:
		a.end()
	case a.step != applyAsks:
		a.fault, a.step = nil, applyAsks
	case a.typed:
		a.ask = &Ask{Dialog: kit.Ask("Leave this form?", "Leave", "What was typed is dropped: it tells who somebody is, so it is kept nowhere."),
			Then: intentLeaveYes, Status: "leave a form that is filled in"}
	default:
		return Out{Back: true}
	}
	return Out{}
}
