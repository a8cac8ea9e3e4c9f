/** Counting what was found, and writing it down. */
import type { Finding, Sureness } from '../../lib/policy/finding.ts'

export interface Counted {
  pages: number
  sure: number
  suspected: number
  hint: number
}
export type Tables = Map<string, Counted>

export function count(tables: Tables, row: string, sureness: Sureness | undefined): void {
  const there = tables.get(row) ?? { pages: 0, sure: 0, suspected: 0, hint: 0 }
  there.pages += 1
  if (sureness !== undefined) there[sureness] += 1
  tables.set(row, there)
}

/** Of one kind, or of the worst kind that was found. */
export const surenessOf = (findings: readonly Finding[], kind?: string): Sureness | undefined =>
  (['sure', 'suspected', 'hint'] as const).find((one) =>
    findings.some((finding) => finding.sureness === one && (kind === undefined || finding.kind === kind)),
  )

/** Rows as a table of Markdown, in the order in which they came. */
export function asMarkdown(tables: Tables, head: string): string {
  const rows = Array.from(tables, ([row, { pages, sure, suspected, hint }]) =>
    [row, pages, sure, suspected, hint, pages - sure - suspected - hint].join(' | '),
  )
  return [
    `| ${head} | pages | sure | suspected | hint | nothing |`,
    '| --- | --: | --: | --: | --: | --: |',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n')
}

export const shareOf = ({ pages, sure, suspected }: Counted, what: 'sure' | 'found'): number =>
  pages === 0 ? 0 : Math.round(((what === 'sure' ? sure : sure + suspected) / pages) * 1000) / 1000
