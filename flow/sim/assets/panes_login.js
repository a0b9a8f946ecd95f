// The panes of a bank that Link logs in to: password, captcha, second factor.
import { el, title, lead, strong, problem, words, form, field, choices, bankHead, hint, fill, more, say } from './dom.js';

const passwords = [
  ['mfa_device', 'asks for a code: 1234'], ['mfa_questions_1_1', 'asks a question: answer_0_0'], ['mfa_selections', 'asks to choose: Yes'],
  ['{"recaptcha":"good"}', 'asks for a captcha'], ['error_ITEM_LOCKED', 'fails as a locked login; so do the other codes'],
  ['microdeposits_good', 'has to be verified by a deposit'], ['anything else', 'is refused'],
];

export function credential(pane, { act }) {
  const node = form((f) => {
    // An empty login is a slip of the finger, and only so many wrong ones are allowed.
    if (!f.username.value || !f.password.value) return say('Enter your user name and your password first.');
    return act('credentials', { username: f.username.value, password: f.password.value, pin: f.pin ? f.pin.value : '' });
  }, bankHead(pane), title('Enter your login'), pane.degraded && lead('This bank has trouble at the moment, so linking may fail.'), problem(words(pane.error)),
    field('User name', { name: 'username', autocomplete: 'off', 'data-first': true }),
    field('Password', { name: 'password', type: 'password', autocomplete: 'off' }),
    pane.pin && field('PIN', { name: 'pin', type: 'password', autocomplete: 'off' }),
    strong('Submit'),
    hint(el('p', null, 'This bank takes ', el('code', null, 'user_good'), ' and ', el('code', null, 'pass_good'),
      ...(pane.pin ? [' and the PIN ', el('code', null, 'credential_good')] : []), '. ', fill(() => {
        node.username.value = 'user_good';
        node.password.value = 'pass_good';
        if (node.pin) node.pin.value = 'credential_good';
        (node.pin || node.password).focus();
      })),
    more('Other passwords', passwords)));
  return node;
}

export function captcha(pane, { act }) {
  return form((f) => (f.robot.checked ? act('recaptcha') : say('Tick the box first.')),
    bankHead(pane), title('Are you a person?'), lead('The bank wants to know before it goes on.'), problem(words(pane.error)),
    el('label', { class: 'row' }, el('input', { type: 'checkbox', name: 'robot', 'data-first': true }), el('span', { class: 'two' }, 'I am not a robot')),
    strong('Continue'), hint(el('p', null, 'The password has decided already whether the captcha is passed.')));
}

// secondFactor answers in the order of the prompts; one with options is a choice.
export function secondFactor(pane, { act }) {
  const { type, prompts } = pane.mfa;
  const inputs = prompts.map((p, i) => (p.options && p.options.length ? choices('radio', 'answer' + i, p.question, p.options.map((o) => ({ value: o, text: o })))
    : field(p.question, { name: 'answer' + i, autocomplete: 'off', inputmode: type === 'code' ? 'numeric' : 'text', 'data-first': i === 0 })));
  const right = { code: '1234', device: 'either one', questions: 'answer_0_0, answer_0_1, … (round, then question)', selections: 'Yes, or the one that ends in _0' }[type];
  return form((f) => {
    const answers = prompts.map((_, i) => f.elements['answer' + i].value);
    return answers.includes('') ? say('Give an answer first.') : act('mfa', { answers });
  }, bankHead(pane), title(type === 'device' ? 'Get a code' : 'Prove that it is you'), problem(words(pane.error)), ...inputs, strong('Continue'),
    hint(el('p', null, 'The right answer: ', el('code', null, right))));
}
