/** How large a run of `npm run bench:lesson` is, what a pupil has open, and its bars. */

const count = (name: string, usual: number): number => Number(process.env[name] ?? usual)

/** Less than these is a quick try, no measurement, and says so. */
export const USUAL = { rounds: 5, simulated: 1000, real: 5 }
export const ROUNDS = count('KERB_BENCH_ROUNDS', USUAL.rounds)
export const SIMULATED = count('KERB_BENCH_SIMULATED', USUAL.simulated)
export const REAL = count('KERB_BENCH_REAL', USUAL.real)

export const BARS = { real_p50_ms: 300, sim_p95_ms: 1000, kb_per_device: 60, reconnect_s: 10 }

/** Nothing that is waited for takes longer, or something is really wrong. Milliseconds. */
export const WITHIN = 90_000

/** The sites of the lesson, and those that it closes: each real browser has a tab of each. */
export const PERMITTED = ['atlas.test', 'maths.test', 'science.test', 'words.test']
export const FORBIDDEN = ['chat.test', 'films.test', 'games.test', 'music.test', 'news.test', 'shop.test']

export const simulatedName = (index: number): string => `pupil-${index}@hill.test`
export const realName = (index: number): string => `real-${index}@hill.test`
