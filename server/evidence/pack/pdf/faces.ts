/** Which of the fonts in a PDF has which character. What none has is written as its number, so that nothing is lost. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'
import { z } from '../../../../lib/zod.ts'
import { numbered } from '../words.ts'
import { bearMissingAnchors } from './missing-anchors.ts'
import { unwoff } from './unwoff.ts'

const { resolve } = createRequire(import.meta.url)

/** Glyphs of these are letters one by one, and stand in the order in which they are read. */
const SIMPLE: readonly Face[] = [
  'latin',
  'latin-ext',
  'vietnamese',
  'greek',
  'greek-ext',
  'cyrillic',
  'cyrillic-ext',
]

/** For the languages that schools here meet most; the package that has each. The first that has a character wins. */
const PACKAGES = {
  latin: 'noto-sans',
  'latin-ext': 'noto-sans',
  vietnamese: 'noto-sans',
  greek: 'noto-sans',
  'greek-ext': 'noto-sans',
  cyrillic: 'noto-sans',
  'cyrillic-ext': 'noto-sans',
  arabic: 'ibm-plex-sans-arabic',
  hebrew: 'noto-sans-hebrew',
  devanagari: 'noto-sans',
  bengali: 'noto-sans-bengali',
  gurmukhi: 'noto-sans-gurmukhi',
  gujarati: 'noto-sans-gujarati',
  tamil: 'noto-sans-tamil',
} as const
export type Face = keyof typeof PACKAGES
export type Weight = 400 | 700
const FACES = Object.keys(PACKAGES) as readonly Face[]

/** As the library reads it fastest. */
export function fontOf(face: Face, weight: Weight): Buffer {
  const name = PACKAGES[face]
  return unwoff(readFileSync(resolve(`@fontsource/${name}/files/${name}-${face}-${weight}-normal.woff`)))
}

type Range = readonly [number, number]
const rangesSchema = z.record(z.string(), z.string())
/** Which characters the makers of a font put into it: read without the font, and not quite true. */
const RANGES: ReadonlyMap<Face, readonly Range[]> = new Map(FACES.map((face) => [face, rangesOf(face)]))

function rangesOf(face: Face): readonly Range[] {
  const text = readFileSync(resolve(`@fontsource/${PACKAGES[face]}/unicode.json`), 'utf8')
  const ranges = rangesSchema.parse(JSON.parse(text))[face] ?? ''
  return ranges.split(',').map((part): Range => {
    const [from = '', to = from] = part.replace('U+', '').split('-')
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
  })
}

const opened = new Map<Face, Font>()

function open(face: Face): Font {
  const font = create(fontOf(face, 400)) as Font
  bearMissingAnchors(font)
  opened.set(face, font)
  return font
}

const isIn = (face: Face, code: number): boolean =>
  (opened.get(face) ?? open(face)).hasGlyphForCodePoint(code)

const has = (face: Face, code: number): boolean =>
  (RANGES.get(face) ?? []).some(([from, to]) => code >= from && code <= to) && isIn(face, code)

const known = new Map<number, Face | undefined>()

function faceOf(character: string): Face | undefined {
  const code = character.codePointAt(0) ?? 0
  if (!known.has(code))
    known.set(
      code,
      FACES.find((face) => has(face, code)),
    )
  return known.get(code)
}

/** Nobody sees them, or they turn what stands beside them; but for the two that spell words (`unlinked`). */
const UNSEEN = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
const PLAIN = /^[\x20-\x7E]*$/

/** The text with every character that cannot stand on paper as its number. */
export const shown = (text: string): string =>
  PLAIN.test(text)
    ? text
    : Array.from(text, (one) => (UNSEEN.test(one) || !faceOf(one) ? numbered(one) : one)).join('')

/** The same with every character that is not plain English. */
export const inNumbers = (text: string): string =>
  Array.from(text, (one) => (PLAIN.test(one) ? one : numbered(one))).join('')

export interface Run {
  readonly face: Face
  readonly text: string
}

/** Of no script of its own: it stays in the font of what it follows, where that has it. */
const SHARED = /[\p{Script=Common}\p{Script=Inherited}]/u

/** A shown text as runs of one font each. */
export function runsOf(text: string): readonly Run[] {
  if (PLAIN.test(text)) return text === '' ? [] : [{ face: 'latin', text }]
  const runs: { face: Face; text: string }[] = []
  for (const character of text) {
    const last = runs.at(-1)
    const stays = last && SHARED.test(character) && isIn(last.face, character.codePointAt(0) ?? 0)
    const face = stays ? last.face : (faceOf(character) ?? 'latin')
    if (last?.face === face) last.text += character
    else runs.push({ face, text: character })
  }
  return runs
}

export const isSimple = (face: Face): boolean => SIMPLE.includes(face)

/** Whether the glyphs of a shown text say by themselves what is written. */
export const isPlain = (text: string): boolean => runsOf(text).every(({ face }) => isSimple(face))
