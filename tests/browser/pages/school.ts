/** The school of all samples, and when they are. */
// Saturday-proof: Wednesday 25 November 2026, 10:15 in London.
export const NOW = Date.UTC(2026, 10, 25, 10, 15)
export const MINUTE = 60_000

export const school = { name: '«Hill School»', contact: '«Mrs Patel», it@hill.test' }
