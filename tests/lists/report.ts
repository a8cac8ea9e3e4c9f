/**
 * `npm run report:lists -- [category=file …] [--labelled=file]`: what lists close too much and too little, where they
 * overlap, and what each alone adds. Without arguments it reads what lies in ../shared/data, when it does. A labelled
 * file has a host and a category on each line, with a tab or a comma between. The last line is JSON.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { MUST_BE_OPEN, MUST_CARRY, stopped } from '../../lib/lists/canaries.ts'
import { CATALOGUE, NEVER_BLOCK } from '../../lib/lists/catalogue-files.ts'
import { hostsOf } from '../../lib/lists/catalogue.ts'
import { suffixesOf } from '../../lib/lists/host.ts'
import { LIFELINE_HOSTS } from '../../lib/lists/lifelines.ts'
import { shippedLists } from '../../lib/lists/load.ts'
import { CATEGORY_IDS, type CategoryId } from '../../lib/policy/categories.ts'
import { Folders } from '../../server/lists/folders.ts'
import { categoriesIn } from '../../server/lists/names/entry.ts'
import { readNames } from '../../server/lists/names/file.ts'
import { hostOf } from '../../server/lists/names/key.ts'
import { merge } from '../../server/lists/names/merge.ts'
import { read } from '../../server/lists/read-job.ts'
import { ROOT } from '../rig/paths.ts'

const DATA = join(ROOT, '../shared/data')
/** What the unions of the evaluation data are called, where it is not what we call it. */
const TAKEN_FOR: Readonly<Record<string, CategoryId>> = {
  ai: 'ai-assistant',
  'dynamic-dns': 'bypass-hosting',
  'file-sharing-p2p': 'p2p',
  'free-hosting': 'bypass-hosting',
  'malware-phishing': 'malware',
  translation: 'translation-proxy',
  'violence-extremism': 'violence',
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const percent = (part: number, of: number): string => (of === 0 ? '–' : `${((100 * part) / of).toFixed(1)} %`)
const isCategory = (word: string): word is CategoryId => CATEGORY_IDS.some((id) => id === word)

interface Given {
  readonly name: string
  readonly category: CategoryId
  readonly file: string
}

function given(): Given[] {
  const lists = process.argv.slice(2).filter((word) => !word.startsWith('--'))
  if (lists.length > 0)
    return lists.map((word) => {
      const [category = '', file = ''] = word.split('=')
      if (!isCategory(category) || !existsSync(file)) throw new Error(`${word}: write category=file`)
      return { name: basename(file), category, file }
    })
  const folder = join(DATA, 'lists')
  if (!existsSync(folder)) {
    say('Skipped: no lists are given, and the evaluation data is not beside the project.')
    return []
  }
  return readdirSync(folder).flatMap((file) => {
    const name = file.replace(/\.txt\.gz$/, '')
    const category = TAKEN_FOR[name] ?? name
    return isCategory(category) ? [{ name, category, file: join(folder, file) }] : []
  })
}

const dataDir = mkdtempSync(join(tmpdir(), 'kerb-report-'))
const folders = new Folders(dataDir)
folders.make()
const sources: (Given & { readonly digest: string; readonly names: number; readonly problems: number })[] = []
for (const one of given()) {
  const mapping = [{ group: '', categories: [one.category] }]
  const job = {
    what: 'read',
    dataDir,
    file: one.file,
    format: 'auto',
    mapping,
    previous: null,
    isMeant: false,
  } as const
  const { digest, counts, problems } = await read(job)
  for (const { detail } of problems) say(`${one.name}: would be held. ${detail}`)
  sources.push({ ...one, digest, names: counts.names, problems: problems.length })
}

/** Hosts that are asked about, and every parent of them: what lists say of the rest is only counted. */
const labelled = readLabelled()
const asked = new Set<string>()
const catalogue = [...hostsOf(CATALOGUE)]
const needed = [...MUST_BE_OPEN, ...NEVER_BLOCK.map(({ host }) => host), ...LIFELINE_HOSTS, ...education()]
for (const host of [...needed, ...catalogue.map(([one]) => one), ...labelled.map(([one]) => one)])
  for (const suffix of suffixesOf(host)) asked.add(suffix)

const said = new Map<string, CategoryId[]>()
const alone = sources.map(() => 0)
const both = sources.map(() => sources.map(() => 0))
for (const { key, sets } of merge(sources.map(({ digest }) => readNames(folders.names(digest))))) {
  const holding = sets.flatMap((set, i) => (set === undefined ? [] : [i]))
  if (holding.length === 1) alone[holding[0]!]!++
  for (const a of holding) for (const b of holding) both[a]![b]!++
  const host = hostOf(key)
  if (asked.has(host))
    said.set(
      host,
      sets.flatMap((set) => categoriesIn(set ?? '')),
    )
}
rmSync(dataDir, { recursive: true, force: true })

const shipped = shippedLists()
const ofLists = (host: string): CategoryId[] =>
  [...suffixesOf(host)].flatMap((suffix) => said.get(suffix) ?? [])
const ofAll = (host: string): Set<CategoryId> => new Set([...shipped.categoriesOf(host), ...ofLists(host)])
/** As a device has it: what is kept open whatever lists say is. */
const closed = (host: string): boolean =>
  !shipped.isLifeline(host) && !shipped.isNeverBlock(host) && [...ofAll(host)].some(stopped)

const over = [...new Set(needed)].filter(closed)
say(
  `\nClosed too much: ${over.length} of ${new Set(needed).size} hosts that must stay open. ${over.slice(0, 40).join(' ')}`,
)
const canaries = MUST_CARRY.filter(([host, category]) => !ofAll(host).has(category)).map(([host]) => host)
say(`Canaries that are silent: ${canaries.join(' ') || 'none'}`)
const inCatalogue = catalogue.filter(([host, ids]) => ids.some((id) => ofLists(host).includes(id))).length
say(
  `Of the catalogue's ${catalogue.length} hosts, the lists have ${percent(inCatalogue, catalogue.length)} as it has them.`,
)

const kinds = new Map<CategoryId, { all: number; found: number }>()
for (const [host, category] of labelled) {
  const count = kinds.get(category) ?? { all: 0, found: 0 }
  count.all++
  if (ofAll(host).has(category)) count.found++
  kinds.set(category, count)
}
for (const [category, { all, found }] of kinds)
  say(`Labelled ${category}: ${percent(found, all)} of ${all} are listed.`)

say('\n| list | category | names | it alone has | most in common with |\n|---|---|---|---|---|')
for (const [i, { name, category, names }] of sources.entries()) {
  const [most] = sources
    .map((other, j) => ({ name: other.name, count: i === j ? 0 : both[i]![j]! }))
    .toSorted((a, b) => b.count - a.count)
  const common = most && most.count > 0 ? `${most.name}, ${percent(most.count, names)}` : '–'
  say(`| ${name} | ${category} | ${names} | ${percent(alone[i]!, names)} | ${common} |`)
}
say(
  `\n${JSON.stringify({
    lists: sources.length,
    names: sources.reduce((sum, { names }) => sum + names, 0),
    held: sources.filter(({ problems }) => problems > 0).length,
    overblocked: over.length,
    mustStayOpen: new Set(needed).size,
    silentCanaries: canaries.length,
    catalogueShare: catalogue.length === 0 ? null : inCatalogue / catalogue.length,
    labelled: Object.fromEntries([...kinds].map(([id, { all, found }]) => [id, found / all])),
  })}`,
)

function readLabelled(): [host: string, category: CategoryId][] {
  const file = process.argv.find((word) => word.startsWith('--labelled='))?.slice('--labelled='.length)
  if (file === undefined) {
    say('Skipped: no labelled file is given.')
    return []
  }
  return linesOf(file).flatMap((line) => {
    const [host = '', category = ''] = line.split(/[\t,]/)
    return isCategory(category.trim())
      ? [[host.trim(), category.trim() as CategoryId] as [string, CategoryId]]
      : []
  })
}

function education(): string[] {
  const file = join(DATA, 'allowed-education.tsv')
  if (existsSync(file))
    return linesOf(file)
      .slice(1)
      .map((line) => line.split('\t')[0] ?? '')
  say('Skipped: the hosts that schools need are not beside the project.')
  return []
}

function linesOf(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
}
