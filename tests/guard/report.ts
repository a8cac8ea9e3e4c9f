/**
 * `npm run report:guard`: how often the guard is right, on pages that no rule was made on. Real pages are fetched into
 * .cache at the first run. The table of docs/guard.md comes from here; the last line is JSON.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { FOUND_KINDS } from '../../lib/policy/found-kinds.ts'
import { ROOT, cacheFolder } from '../rig/paths.ts'
import { aboutPages } from './about.ts'
import { judged } from './judged.ts'
import { everyday, negatives, readmes, type Negative } from './negatives.ts'
import { positives } from './positives.ts'
import { fetchSources } from './sources.ts'
import { asMarkdown, count, shareOf, surenessOf, type Tables } from './tables.ts'

const SAVED = join(ROOT, '../shared/data/pages/everyday.tar.gz')
/** READMEs are all alike. */
const READMES = 60

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const failed = fetchSources()
for (const why of failed) say(`Not fetched: ${why}`)

const found: Tables = new Map()
const byLanguage: Tables = new Map()
const byMaking: Tables = new Map()
const mistaken: Tables = new Map()
for (const page of positives()) {
  const findings = await judged(page)
  const sureness = surenessOf(findings, page.kind)
  const half = page.isHeld ? 'kept out' : 'tuned on'
  count(found, `${page.kind}, ${half}`, sureness)
  if (!page.isHeld) continue
  count(byLanguage, `${page.kind}, ${page.lang === 'en' ? 'English' : 'other languages'}`, sureness)
  count(byMaking, `${page.kind}: ${page.making}`, sureness)
  for (const other of findings)
    if (other.kind !== page.kind && other.sureness === 'sure')
      count(mistaken, `${page.kind} as ${other.kind}`, 'sure')
}

const open: Tables = new Map()
const real: Tables = new Map()
const wrong: string[] = []
const warned: string[] = []
for (const page of [...negatives(), ...readmes(READMES), ...saved()]) {
  if (!page.isHeld) continue
  const findings = await judged(page)
  const sureness = surenessOf(findings)
  count(real, page.isSensitive ? 'real pages on sensitive subjects' : 'other real pages', sureness)
  count(open, page.source, sureness)
  const what = `${page.id} as ${findings[0]?.kind ?? ''}`
  if (sureness === 'sure') wrong.push(what)
  if (sureness === 'suspected') warned.push(what)
}

const about: Tables = new Map()
for (const page of aboutPages()) {
  const findings = await judged(page)
  count(about, page.kind === 'support' ? 'support sites' : 'lessons, articles, news', surenessOf(findings))
  if (surenessOf(findings) === 'sure') wrong.push(`${page.id} as ${findings[0]?.kind ?? ''}`)
}

function saved(): Negative[] {
  if (!existsSync(SAVED)) {
    say('Skipped: the saved everyday pages are not beside the project.')
    return []
  }
  const folder = cacheFolder('guard-everyday')
  execFileSync('tar', ['xzf', SAVED, '-C', folder])
  return everyday(folder)
}

say(`\n${asMarkdown(found, 'Pages that should be found')}`)
say(`\n${asMarkdown(byLanguage, 'Kept out of tuning')}`)
say(`\n${asMarkdown(byMaking, 'Kept out, by how they are made')}`)
if (mistaken.size > 0) say(`\n${asMarkdown(mistaken, 'Found, but also as something else')}`)
say(`\n${asMarkdown(real, 'Must stay open: real pages no rule was made on')}`)
say(`\n${asMarkdown(open, 'The same by where they are from')}`)
say(`\n${asMarkdown(about, 'Must stay open: pages of our own making')}`)
say(`\nWrongly stopped: ${wrong.join('; ') || 'none'}\nWrongly warned of: ${warned.join('; ') || 'none'}\n`)

const shares = (what: 'sure' | 'found') =>
  Object.fromEntries(
    FOUND_KINDS.map((kind) => [
      kind,
      shareOf(found.get(`${kind}, kept out`) ?? { pages: 0, sure: 0, suspected: 0, hint: 0 }, what),
    ]),
  )
const realPages = [...real.values()].reduce((sum, { pages }) => sum + pages, 0)
say(
  JSON.stringify({
    recallSure: shares('sure'),
    recallFound: shares('found'),
    realPages,
    sensitivePages: real.get('real pages on sensitive subjects')?.pages ?? 0,
    wronglyStopped: wrong.length,
    wronglyWarned: warned.length,
    supportStopped: about.get('support sites')?.sure ?? 0,
    notFetched: failed.length,
  }),
)
