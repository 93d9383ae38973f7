"""Trợ lý Hội nghị: answer questions about local-government meetings from their reports, with citations."""
