#!/usr/bin/env bash
# Makes the pictures of README.md from the program itself: a real terminal runs the Demo with
# a fixed seed, the screen is captured and painted. Needs tmux and the DejaVu fonts.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
socket=linkdesk-pictures-$$
trap 'tmux -L "$socket" kill-server 2>/dev/null || true; rm -rf "$work"' EXIT
go build -o "$work/pictures" .
(cd ../.. && go build -o "$work/linkdesk" ./cmd/linkdesk)
fonts=/usr/share/fonts/truetype/dejavu

# wait_for TEXT: until the screen shows it, for ten seconds at most.
wait_for() {
	for _ in $(seq 100); do
		tmux -L "$socket" capture-pane -p -t demo | grep -qF -- "$1" && return
		sleep 0.1
	done
	echo "the screen never showed: $1" >&2
	tmux -L "$socket" capture-pane -p -t demo >&2
	exit 1
}

# press KEY TEXT: presses a key and waits for what it shows. A question hears no hands that did
# not rest first.
press() {
	[ "$1" != y ] || sleep 0.4
	tmux -L "$socket" send-keys -t demo "$1"
	wait_for "$2"
}

# shot NAME W H
shot() {
	sleep 0.3
	tmux -L "$socket" capture-pane -e -p -N -t demo |
		"$work/pictures" -w "$2" -h "$3" -font $fonts/DejaVuSansMono.ttf -bold $fonts/DejaVuSansMono-Bold.ttf -o "../$1.png"
	echo "docs/$1.png"
}

start() { # W H
	tmux -L "$socket" -f /dev/null new-session -d -s demo -x "$1" -y "$2" \
		"env TERM=tmux-256color COLORTERM=truecolor LINKDESK_DATA=$work/data TZ=UTC $work/linkdesk demo --seed 7"
	tmux -L "$socket" set -g status off
	tmux -L "$socket" set -sa terminal-features ',*:RGB'
}

start 110 30
wait_for "start a case"
press Enter "client_user_id"
press Enter "make the link token"
press Enter "hand over"
press Enter "choose this account"
shot account 110 30
press Enter "submit to Prime Trust"
press Enter "Submit to Prime Trust?"
press y "Following"
shot submitted 110 30
press C-g "/processor/token/create"
shot calls 110 30
press Escape "Following"
press C-s "All goes well"
shot stage 110 30
press Escape "Following"

# 25.00 is pulled, settled and held.
press f "Pull money"
press 2 "Amount        2"
press 5 "Amount        25"
press Enter "the same by hand"
for key in 2 5 . 0 0; do
	tmux -L "$socket" send-keys -t demo "$key"
	sleep 0.2
done
press Enter "pending: contribution"
press m "sandbox: settle"
for _ in 1 2 3; do tmux -L "$socket" send-keys -t demo End; done
wait_for "moves on by 24 hours"
for _ in 1 2 3; do
	tmux -L "$socket" send-keys -t demo Up
	sleep 0.2
done
press Enter "held until"
shot money 110 30
