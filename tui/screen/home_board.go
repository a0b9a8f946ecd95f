package screen

// turn changes between the list and the board.
func (h *Home) turn() Out {
	if h.board != nil {
		h.board = nil
		return h.list("")
	}
	h.board = newBoard(h.desk)
	return h.board.all()
}

// boardUpdate hands something to the board, if it is still shown.
func (h *Home) boardUpdate(msg any) Out {
	if h.board == nil {
		return Out{}
	}
	return h.board.update(msg, h.now)
}
