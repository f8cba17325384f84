"""What the behaviour tests share: messages to send, and a daemon to send them to."""
