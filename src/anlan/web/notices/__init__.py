"""Pages of notices: answering without log-in, boards, my notices, the queue, and what notices are set up with."""
