"""What people fill in. Every refusal stands at its field, in the words of the form, and loses nothing that was typed."""
