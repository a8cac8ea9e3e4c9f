/** Letters in a PDF: drawn, and found again by who searches, copies or listens. */
import PdfKit from 'pdfkit'
import { expect, it } from 'vitest'
import { type Face, fontOf } from './faces.ts'
import { nameEachGlyph } from './own-glyphs.ts'
import { Paper } from './paper.ts'

/** The document's text as it is read aloud: UTF-16 in brackets, beside the glyphs. */
const spoken = (pdf: Buffer): string =>
  Array.from(
    pdf.toString('latin1').matchAll(/\/ActualText \(\u00FE\u00FF((?:[^\\)]|\\.)*)\)/gs),
    ([, raw = '']) => {
      const bytes = raw.replace(/\\(.)/gs, (_, one: string) => ESCAPED[one] ?? one)
      return Buffer.from(bytes, 'latin1').swap16().toString('utf16le')
    },
  ).join('\n')
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

it.each([
  'كيف أصنع بركانًا؟ (12)',
  'میں خوش نہیں ہوں ۔ ٹیچر ۱۲۳',
  'שָׁלוֹם (12) עולם, hello',
  'আমি ভালো আছি, ক্ষমা',
  // The font leaves out where some of these signs stand, which kept the engine from writing anything.
  'ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ, ਮੈਂ ਠੀਕ ਹਾਂ',
  'નમસ્તે, હું ઠીક છું',
  'வணக்கம், நான் நலம்',
  'नमस्ते, क्षमा कीजिए',
])('%s is read aloud as it was written, with its letters in the file', async (text) => {
  const paper = new Paper('Letters', new Date(0))
  paper.paragraph({ text: 'Pupil: ', bold: true }, { text })
  expect(spoken(await paper.end())).toBe(`Pupil: ${text}`)
})

interface Within {
  readonly _font: {
    readonly unicode: readonly (readonly number[])[]
    encode(text: string, features: readonly string[]): [codes: readonly string[], positions: unknown]
  }
}

it.each<[Face, string]>([
  ['arabic', 'خوش نہیں ٹیچر سے بات ہے'],
  ['arabic', 'حجخ بتثني سش صض'],
  ['hebrew', 'שלום עולם'],
])('in %s each glyph stands for its own letters, from right to left as it is drawn: %s', (face, text) => {
  const doc = new PdfKit({ font: '' })
  doc.registerFont(face, fontOf(face, 400)).font(face)
  nameEachGlyph(doc)
  const { _font: font } = doc as PDFKit.PDFDocument & Within
  // Twice: what a glyph stood for first must not be what it stands for ever.
  for (const one of [text.slice(3), text]) {
    const [codes] = font.encode(one, [])
    const drawn = codes.map((code) => font.unicode[Number.parseInt(code, 16)] ?? [])
    expect(String.fromCodePoint(...drawn.toReversed().flat())).toBe(one)
  }
})
