/**
 * What a glyph stands for, in the file: who copies or searches gets letters. Fonts draw several letters with one glyph (an
 * Arabic letter without its dots), and the PDF library would call all of them by the first one's name. Here a glyph is in
 * the file once for each thing that it stands for.
 */

interface Glyph {
  readonly id: number
  readonly advanceWidth: number
  readonly codePoints: readonly number[]
}

/** A font within the PDF library, of which its types do not speak. */
interface Embedded {
  /** The engine's, which keeps each glyph as it met it first, with what it stood for then. */
  readonly font: { _glyphs: Record<number, unknown> }
  readonly scale: number
  readonly subset: { includeGlyph(id: number): number; readonly mapping: Record<number, number> }
  readonly widths: number[]
  readonly unicode: (readonly number[])[]
  layout(
    text: string,
    features?: readonly string[],
  ): { readonly glyphs: readonly Glyph[]; readonly positions: readonly unknown[] }
  encode(text: string, features?: readonly string[]): [codes: string[], positions: readonly unknown[]]
}

const MOST_GLYPHS = 0xffff

/** Of the font that the document writes with now; once is enough for each. */
export function nameEachGlyph(doc: PDFKit.PDFDocument): void {
  const font = (doc as PDFKit.PDFDocument & { readonly _font: Embedded })._font
  const names = new Map<string, number>()
  const nameOf = ({ id, advanceWidth, codePoints }: Glyph): number => {
    const key = `${id} ${codePoints.join()}`
    const known = names.get(key)
    if (known !== undefined) return known
    // Asked for again, it would be the one that is there.
    if (names.size < MOST_GLYPHS) delete font.subset.mapping[id]
    const name = font.subset.includeGlyph(id)
    font.widths[name] ??= advanceWidth * font.scale
    font.unicode[name] ??= codePoints
    names.set(key, name)
    return name
  }
  font.encode = (text, features) => {
    if (features) font.font._glyphs = {}
    const { glyphs, positions } = font.layout(text, features)
    return [glyphs.map((glyph) => nameOf(glyph).toString(16).padStart(4, '0')), positions]
  }
}
