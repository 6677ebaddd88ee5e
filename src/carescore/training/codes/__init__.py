"""The heads of the codes: from labelled conversations to arrays and figures."""
