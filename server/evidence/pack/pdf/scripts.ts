/** Which of the fonts in a PDF has which character. What none has is written as its number, so that nothing is lost. Pure. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { z } from '../../../../lib/zod.ts'
import { numbered } from '../words.ts'
import { unwoff } from './unwoff.ts'

const { resolve } = createRequire(import.meta.url)

/** Left to right, and with the accents of the languages that schools here meet most. The first that has a character wins. */
export const SCRIPTS = ['latin', 'latin-ext', 'vietnamese', 'greek', 'cyrillic', 'devanagari'] as const
export type Script = (typeof SCRIPTS)[number]
export type Weight = 400 | 700

/** As the library reads it fastest. */
export const fontOf = (script: Script, weight: Weight): Buffer =>
  unwoff(readFileSync(resolve(`@fontsource/noto-sans/files/noto-sans-${script}-${weight}-normal.woff`)))

type Range = readonly [number, number]

const rangesSchema = z.record(z.string(), z.string())
const RANGES: ReadonlyMap<Script, readonly Range[]> = rangesOf()

function rangesOf(): Map<Script, readonly Range[]> {
  const text = readFileSync(resolve('@fontsource/noto-sans/unicode.json'), 'utf8')
  const all = rangesSchema.parse(JSON.parse(text))
  return new Map(
    SCRIPTS.map((script) => [
      script,
      (all[script] ?? '').split(',').map((part): Range => {
        const [from = '', to = from] = part.replace('U+', '').split('-')
        return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
      }),
    ]),
  )
}

const has = (script: Script, code: number): boolean =>
  (RANGES.get(script) ?? []).some(([from, to]) => code >= from && code <= to)

export interface Run {
  readonly script: Script
  readonly text: string
}

/** A text as runs of one font each; at least one. */
export function runsOf(text: string): Run[] {
  const runs: { script: Script; text: string }[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const script = SCRIPTS.find((one) => has(one, code))
    const shown = script === undefined ? numbered(character) : character
    const last = runs.at(-1)
    if (last?.script === (script ?? 'latin')) last.text += shown
    else runs.push({ script: script ?? 'latin', text: shown })
  }
  return runs.length > 0 ? runs : [{ script: 'latin', text: '' }]
}
