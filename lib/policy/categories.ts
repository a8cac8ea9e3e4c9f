/**
 * The category taxonomy: one table, most severe first. The order decides which category a verdict names when a
 * host carries several. Defaults are per age group: L lock, B block, W warn, A allow, N allow and never blocked
 * by any list. `theme` is the UK Safer Internet Centre theme that the category serves.
 */
export const AGE_GROUPS = ['primary', 'secondary', 'sixth', 'staff', 'guest'] as const
export type AgeGroup = (typeof AGE_GROUPS)[number]

/** What a verdict does to an address, mildest first. */
export const ACTIONS = ['allow', 'warn', 'block'] as const
export type Action = (typeof ACTIONS)[number]

interface CategoryRow {
  readonly id: string
  readonly name: string
  readonly theme: string
  /** Defaults for primary, secondary, sixth form, staff; a guest has the primary column. */
  readonly defaults: string
  /**
   * Judged as a page or a frame only: as a sub-resource of a permitted page it loads. CDNs, user content,
   * storage, archives and translation serve parts of ordinary pages.
   */
  readonly pageOnly?: true
  /** A safeguarding theme: recorded outside recording hours too when blocked. */
  readonly safeguarding?: true
}

export const CATEGORIES = [
  {
    id: 'illegal-csam',
    name: 'Child sexual abuse material',
    theme: 'Illegal',
    defaults: 'LLLL',
    safeguarding: true,
  },
  {
    id: 'illegal-terror',
    name: 'Unlawful terrorist content',
    theme: 'Illegal',
    defaults: 'LLLL',
    safeguarding: true,
  },
  {
    id: 'self-harm',
    name: 'Self-harm, suicide, eating disorders',
    theme: 'Self-harm',
    defaults: 'BBBA',
    safeguarding: true,
  },
  {
    id: 'extremism',
    name: 'Extremism and radicalisation',
    theme: 'Extremism',
    defaults: 'BBBW',
    safeguarding: true,
  },
  {
    id: 'adult',
    name: 'Pornography and explicit sex',
    theme: 'Pornography',
    defaults: 'BBBB',
    safeguarding: true,
  },
  {
    id: 'stranger-chat',
    name: 'Random video and stranger chat',
    theme: 'Harmful content',
    defaults: 'BBBB',
    safeguarding: true,
  },
  {
    id: 'vawg',
    name: 'Misogyny and image abuse',
    theme: 'Violence against women and girls',
    defaults: 'BBBW',
    safeguarding: true,
  },
  { id: 'weapons', name: 'Weapons and bomb making', theme: 'Violence', defaults: 'BBBW', safeguarding: true },
  {
    id: 'violence',
    name: 'Gore, shock, real violence',
    theme: 'Violence',
    defaults: 'BBBB',
    safeguarding: true,
  },
  {
    id: 'hate',
    name: 'Hate speech and discrimination',
    theme: 'Hate speech',
    defaults: 'BBBW',
    safeguarding: true,
  },
  {
    id: 'drugs',
    name: 'Illegal drugs',
    theme: 'Drugs and substance abuse',
    defaults: 'BBBW',
    safeguarding: true,
  },
  { id: 'ai-companion', name: 'AI companions', theme: 'Self-harm', defaults: 'BBBB', safeguarding: true },
  { id: 'dating', name: 'Dating and hook-up', theme: 'Harmful content', defaults: 'BBBW' },
  { id: 'malware', name: 'Malware, phishing, scams', theme: 'Malware and hacking', defaults: 'BBBB' },
  { id: 'proxy-vpn', name: 'Proxies, VPNs, unblockers', theme: 'Circumvention', defaults: 'BBBB' },
  { id: 'gambling', name: 'Gambling and betting', theme: 'Gambling', defaults: 'BBBB' },
  { id: 'adult-mixed', name: 'Sites with unmarked adult sections', theme: 'Pornography', defaults: 'BBWW' },
  { id: 'nudity-lingerie', name: 'Lingerie, nudity, glamour', theme: 'Pornography', defaults: 'BBWA' },
  { id: 'hacking', name: 'Hacking and exam cheats', theme: 'Malware and hacking', defaults: 'BBWW' },
  { id: 'piracy', name: 'Pirate films, music, software', theme: 'Piracy and copyright', defaults: 'BBBB' },
  { id: 'p2p', name: 'Torrents and file lockers', theme: 'Piracy and copyright', defaults: 'BBBW' },
  { id: 'remote-control', name: 'Remote desktop', theme: 'Circumvention', defaults: 'BBBA' },
  { id: 'unsafe-search', name: 'Search without safe search', theme: 'Pornography', defaults: 'BBBW' },
  {
    id: 'alcohol-tobacco',
    name: 'Alcohol, smoking, vaping',
    theme: 'Drugs and substance abuse',
    defaults: 'BBWA',
  },
  { id: 'crypto', name: 'Crypto trading and mining', theme: 'Gambling', defaults: 'BBWA' },
  {
    id: 'bypass-hosting',
    name: 'Dynamic DNS, throw-away hosting',
    theme: 'Circumvention',
    defaults: 'BBWA',
    pageOnly: true,
  },
  { id: 'exam-cheating', name: 'Essay mills, answer sharing', theme: 'School policy', defaults: 'BBWA' },
  { id: 'social', name: 'Social networks', theme: 'Harmful content', defaults: 'BBWA' },
  { id: 'chat', name: 'Messaging', theme: 'Harmful content', defaults: 'BBWA' },
  { id: 'webmail', name: 'Personal and disposable mail', theme: 'School policy', defaults: 'BBWA' },
  { id: 'games', name: 'Games', theme: 'School policy', defaults: 'BBWW' },
  { id: 'misinformation', name: 'Fake news and conspiracy', theme: 'Misinformation', defaults: 'BWAA' },
  { id: 'forums', name: 'Forums and boards', theme: 'Harmful content', defaults: 'BWAA' },
  { id: 'ai-assistant', name: 'General AI assistants', theme: 'Misinformation', defaults: 'BWAA' },
  { id: 'streaming', name: 'Video and television', theme: 'School policy', defaults: 'BWAA', pageOnly: true },
  { id: 'music', name: 'Music and radio', theme: 'School policy', defaults: 'BWAA', pageOnly: true },
  { id: 'shopping', name: 'Shopping and auctions', theme: 'School policy', defaults: 'BWAA', pageOnly: true },
  { id: 'celebrity-gossip', name: 'Gossip and tabloids', theme: 'School policy', defaults: 'BAAA' },
  { id: 'ads', name: 'Adverts and trackers', theme: 'Privacy', defaults: 'BBBA' },
  {
    id: 'translation-proxy',
    name: 'Page translators, caches, archives',
    theme: 'Circumvention',
    defaults: 'WAAA',
    pageOnly: true,
  },
  { id: 'url-shortener', name: 'Link shorteners', theme: 'Circumvention', defaults: 'WAAA', pageOnly: true },
  {
    id: 'cloud-storage',
    name: 'Online file storage',
    theme: 'School policy',
    defaults: 'WAAA',
    pageOnly: true,
  },
  { id: 'news', name: 'News', theme: 'Everyday', defaults: 'AAAA' },
  { id: 'sport', name: 'Sport', theme: 'Everyday', defaults: 'AAAA' },
  { id: 'jobs', name: 'Jobs and careers', theme: 'Everyday', defaults: 'AAAA' },
  { id: 'travel', name: 'Travel', theme: 'Everyday', defaults: 'AAAA' },
  { id: 'finance', name: 'Money and banking', theme: 'Everyday', defaults: 'AAAA' },
  { id: 'search', name: 'Safe search engines', theme: 'Everyday', defaults: 'AAAA' },
  { id: 'games-educational', name: 'Educational games', theme: 'Learning', defaults: 'NNNN' },
  { id: 'education', name: 'Teaching and reference', theme: 'Learning', defaults: 'NNNN' },
  { id: 'support', name: 'Help and health', theme: 'Learning', defaults: 'NNNN' },
  { id: 'platform', name: 'Sign-in and updates', theme: 'Learning', defaults: 'NNNN' },
  { id: 'government', name: 'Government and schools', theme: 'Learning', defaults: 'NNNN' },
] as const satisfies readonly CategoryRow[]

export type CategoryId = (typeof CATEGORIES)[number]['id']
export const CATEGORY_IDS = CATEGORIES.map((c) => c.id) as [CategoryId, ...CategoryId[]]

const rows = new Map<string, CategoryRow>(CATEGORIES.map((c) => [c.id, c]))
const severity = new Map<string, number>(CATEGORIES.map((c, i) => [c.id, i]))
const COLUMN: Record<AgeGroup, number> = { primary: 0, secondary: 1, sixth: 2, staff: 3, guest: 0 }
const MEANING: Record<string, Action> = { L: 'block', B: 'block', W: 'warn', A: 'allow', N: 'allow' }

/** Position in the severity order; 0 is the most severe. */
export const severityOf = (id: CategoryId): number => severity.get(id) ?? CATEGORIES.length

/** True for the illegal categories, whose action no setting changes. */
export const isLocked = (id: CategoryId): boolean => rows.get(id)?.defaults[0] === 'L'

/** True for A+ categories: what they hold is never blocked by a list, the guard or quarantine. */
export const isNeverBlock = (id: CategoryId): boolean => rows.get(id)?.defaults[0] === 'N'

/** True for categories that judge pages and frames but let parts of a permitted page load. */
export const isPageOnly = (id: CategoryId): boolean => rows.get(id)?.pageOnly === true

/** True for safeguarding themes, which are recorded outside recording hours too when blocked. */
export const isSafeguarding = (id: CategoryId): boolean => rows.get(id)?.safeguarding === true

/** The action a category has in an age group when the school has said nothing. */
export function defaultAction(id: CategoryId, age: AgeGroup): Action {
  const letter = rows.get(id)?.defaults[COLUMN[age]] ?? 'B'
  return MEANING[letter] ?? 'block'
}

/** Every category with its default action for an age group. */
export function defaultActions(age: AgeGroup): Record<CategoryId, Action> {
  return Object.fromEntries(CATEGORY_IDS.map((id) => [id, defaultAction(id, age)])) as Record<
    CategoryId,
    Action
  >
}

/** The stricter of two actions. */
export const stricter = (a: Action, b: Action): Action => (ACTIONS.indexOf(a) >= ACTIONS.indexOf(b) ? a : b)
