/** The machine may be busy: waits are for states, and end only when something is really wrong. Milliseconds. */
export const PATIENTLY = 90_000
