"""What is kept: the audit trail, attachments, official papers and their rendering, outgoing messages."""
