"""The demo: nine invented families, one module each, told through the verbs as if it had all happened."""
