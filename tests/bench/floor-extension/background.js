// Does nothing: what any extension costs.
