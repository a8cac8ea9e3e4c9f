/** The page of a pack that is read and printed. Everything in it is text: no link, no picture, no script. */
import { toldLines } from '../../../lib/policy/keeping.ts'
import { clockOf, unlinked } from './words.ts'
import type { About, PackRow } from './tables.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as it stands between tags and in quoted attributes. */
export const escaped = (text: string | number): string =>
  String(text).replace(/[&<>"']/g, (one) => ESCAPES[one] ?? one)

const STYLE = `body{font:11pt/1.45 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#111;background:#fff}
h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt{color:#555}dd{margin:0}
table{border-collapse:collapse;width:100%;font-size:9.5pt}caption{text-align:left;font-weight:600;padding:1rem 0 .25rem}
th,td{border-bottom:1px solid #ccc;padding:.3rem .4rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
thead{display:table-header-group}tr{break-inside:avoid}.notable td{background:#fff4d6;print-color-adjust:exact}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}}`

export const WITHOUT_PICTURES =
  'It holds no picture and no page: Kerb records where somebody was, never what a page showed. To copy a sexual picture of ' +
  'somebody under 18 is an offence, also as evidence: if there is one, leave it where it is and call the police or CEOP.'
export const WITHOUT_LINKS =
  'It holds no link: addresses are written as example[.]org, so that nobody opens one by a slip of the finger. Do not look a ' +
  'page up to see what it was.'

/** What a pack is about, as names and values. */
export function aboutFacts(rows: readonly PackRow[], about: About): readonly (readonly [string, string])[] {
  const { pupil, since, until, made, by, why, timeZone, isCut } = about
  const clock = clockOf(timeZone)
  const at = (time: number) => `${clock.date(time)}, ${clock.time(time)}`
  return [
    ['Pupil', unlinked(pupil)],
    ['From', at(since)],
    ['Until', at(until)],
    ['Rows', `${rows.length}${isCut ? ' (the newest: there are more in this span)' : ''}`],
    ['Made', `${at(made)}, by ${unlinked(by)}`],
    ['Why', unlinked(why)],
    ['Times', timeZone],
  ]
}

/** A whole document, UTF-8. */
export function recordPage(rows: readonly PackRow[], about: About): string {
  const clock = clockOf(about.timeZone)
  const facts = aboutFacts(rows, about)
  const days = new Map<string, PackRow[]>()
  for (const row of rows) {
    const date = clock.date(row.at)
    const own = days.get(date)
    if (own) own.push(row)
    else days.set(date, [row])
  }
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Evidence pack</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="format-detection" content="telephone=no">
<style>${STYLE}</style></head><body><main>
<h1>Evidence pack</h1>
<p>What Kerb has on record of one pupil. Confidential: for those who need it to keep a child safe.</p>
<dl>${facts.map(([name, value]) => `<dt>${escaped(name)}</dt><dd><bdi>${escaped(value)}</bdi></dd>`).join('')}</dl>
<h2>What it does not hold, and why</h2>
<p>${escaped(WITHOUT_PICTURES)}</p><p>${escaped(WITHOUT_LINKS)}</p>
<p>${escaped(whyMissing(about))}</p>
<h2>Whether it is true</h2><p>${escaped(PROOF)}</p>
<h2>The rows</h2>
<p>Rows with a coloured ground were stopped, warned of, or are about something worrying.</p>
${[...days].map(([date, own]) => table(date, own, clock.time)).join('\n')}
${rows.length === 0 ? '<p>Nothing is on record in this span.</p>' : ''}
</main></body></html>
`
}

const KEPT_WORDS = {
  visits: 'ordinary visits',
  notable: 'what was stopped or searched for, and files',
  stops: 'what was stopped or warned of',
  searches: 'searches',
  files: 'files',
  safety: 'what sounded unsafe',
} as const

/** Why something may not be in it. */
export function whyMissing({ keptDays }: Pick<About, 'keptDays'>): string {
  const times = toldLines(keptDays).map(([kind, days]) => `${KEPT_WORDS[kind]} ${days} days`)
  return (
    `When this was made the school kept: ${times.join(', ')}. It may have been shorter before. What is not here may never have been ` +
    'recorded: helplines never are, nor what happens outside the hours that the school has set.'
  )
}
const PROOF =
  'rows.json holds these rows with their proof. See read-me.txt for how anybody can check that none was changed since the ' +
  'browser wrote it.'

function table(date: string, rows: readonly PackRow[], time: (at: number) => string): string {
  const lines = rows.map(
    ({ at, what, where, said, categories, device, seq, isNotable, isProved }) =>
      `<tr${isNotable ? ' class="notable"' : ''}>${[
        [time(at)],
        [what],
        [where],
        said,
        [categories],
        [device],
        [`${seq}${isProved ? '' : ' (no proof)'}`],
      ]
        .map((cell) => `<td>${cell.map((part) => `<bdi>${escaped(part)}</bdi>`).join('; ')}</td>`)
        .join('')}</tr>`,
  )
  const heads = ['Time', 'What', 'Site', 'Words', 'Categories', 'Device', 'Row']
  return `<table><caption>${escaped(date)}</caption><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${lines.join('')}</tbody></table>`
}
