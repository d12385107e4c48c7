"""The verbs about people: sign up, register, invite, accept, grade, leave. One transaction each."""
