/**
 * A tagged PDF that is text and nothing else: no link, no action, no script, no picture, no form. Headings, paragraphs and
 * lists are marked as such, so that a screen reader reads them.
 */
import { buffer } from 'node:stream/consumers'
import PdfKit from 'pdfkit'
import { type Face, fontOf, inNumbers, isPlain, isSimple, shown } from './faces.ts'
import { type Line, linesOf, type Part, type Piece, type Placed } from './lines.ts'
import { inkOf } from './order.ts'
import { nameEachGlyph } from './own-glyphs.ts'

const MARGIN = 50
/** A heading goes to the next page where less than this is left. Points. */
const WITH_HEADING = 70
/** Of Noto Sans, in letter sizes: from a line's top to what letters stand on, and to the next line. */
const ASCENT = 1.069
const HEIGHT = 1.362
const BETWEEN_LINES = 2
/** Without any features the library lays out word by word, each by itself: faster, and wrong where letters turn or join. */
const whole = (face: Face) => (isSimple(face) ? {} : { features: [] })

/** What the library's types do not know of yet. */
const ACCESSIBLE: object = { subset: 'PDF/UA' }
const DATA: object = { relationship: 'Data' }

type Element = PDFKit.PDFStructureElement

export class Paper {
  readonly #doc: PDFKit.PDFDocument
  readonly #root: Element
  readonly #bytes: Promise<Buffer>
  readonly #title: string
  readonly #fonts = new Set<string>()
  /** Where the next line begins. */
  #y = MARGIN

  /** @param title in the window's bar and the head of each page: nothing of what is recorded */
  constructor(title: string, made: Date) {
    this.#title = title
    this.#doc = new PdfKit({
      size: 'A4',
      margin: MARGIN,
      bufferPages: true,
      pdfVersion: '1.7',
      ...ACCESSIBLE,
      tagged: true,
      lang: 'en-GB',
      displayTitle: true,
      // None of the library's own: they are not in the file, and lack most languages.
      font: '',
      info: { Title: title, Creator: 'Kerb', Producer: 'Kerb', CreationDate: made, ModDate: made },
    })
    this.#bytes = buffer(this.#doc)
    this.#root = this.#doc.struct('Document')
    this.#doc.addStructure(this.#root)
  }

  heading(level: 1 | 2 | 3, text: string): void {
    const size = 22 - level * 4
    if (this.#y > this.#bottom - WITH_HEADING) this.#nextPage()
    else if (level > 1) this.#y += size / 2
    this.#element(this.#root, `H${level}`, size, [{ text, bold: true }])
  }

  paragraph(...pieces: readonly Piece[]): void {
    this.#element(this.#root, 'P', 10, pieces)
  }

  /** Each item is a few pieces of text, one after the other. */
  list(items: Iterable<readonly Piece[]>): void {
    const list = this.#doc.struct('L')
    this.#root.add(list)
    for (const pieces of items) {
      const item = this.#doc.struct('LI')
      list.add(item)
      this.#element(item, 'LBody', 9, pieces)
      item.end()
    }
    list.end()
  }

  /** A file that goes with it. */
  attach(bytes: Uint8Array, name: string, description: string, made: Date): void {
    this.#doc.file(Buffer.from(bytes), {
      name,
      description,
      type: 'application/zip',
      creationDate: made,
      modifiedDate: made,
      ...DATA,
    })
  }

  end(): Promise<Buffer> {
    this.#number()
    this.#root.end()
    this.#doc.end()
    return this.#bytes
  }

  #element(parent: Element, kind: string, size: number, pieces: readonly Piece[]): void {
    const text = pieces.map((piece) => shown(piece.text)).join('')
    // Glyphs stand in the order of the paper. Who has it read aloud hears what was written.
    const said = isPlain(text) ? {} : { actual: text }
    const element = this.#doc.struct(kind, said, () => this.#write(size, pieces))
    parent.add(element)
    element.end()
  }

  get #bottom(): number {
    return this.#doc.page.height - MARGIN
  }

  /** What is marked goes on there. */
  #nextPage(): void {
    this.#doc.continueOnNewPage()
    this.#y = MARGIN
  }

  #write(size: number, pieces: readonly Piece[]): void {
    for (const line of this.#lines(size, pieces)) {
      if (this.#y + size * HEIGHT > this.#bottom) this.#nextPage()
      for (const part of line) this.#draw(part, size)
      this.#y += size * HEIGHT + BETWEEN_LINES
    }
    this.#y += size / 3
  }

  /** A font engine that stumbles over some text must not keep the rest from being written. */
  #lines(size: number, pieces: readonly Piece[]): readonly Line[] {
    const width = this.#doc.page.width - 2 * MARGIN
    const lay = (some: readonly Piece[]) => linesOf(some, width, (part) => this.#widthOf(part, size))
    try {
      return lay(pieces)
    } catch {
      return lay(pieces.map((piece) => ({ ...piece, text: inNumbers(piece.text) })))
    }
  }

  #widthOf({ text, isTurned, ...font }: Part, size: number): number {
    return this.#use(font, size).widthOfString(inkOf(text, isTurned), whole(font.face))
  }

  #draw({ text, isTurned, x, ...font }: Placed, size: number): void {
    this.#use(font, size).text(inkOf(text, isTurned), MARGIN + x, this.#y + size * ASCENT, {
      lineBreak: false,
      baseline: 'alphabetic',
      ...whole(font.face),
    })
  }

  #use({ face, weight }: Pick<Part, 'face' | 'weight'>, size: number): PDFKit.PDFDocument {
    const name = face + weight
    const isNew = !this.#fonts.has(name)
    this.#fonts.add(name)
    if (isNew) this.#doc.registerFont(name, fontOf(face, weight))
    this.#doc.font(name).fontSize(size)
    if (isNew) nameEachGlyph(this.#doc)
    return this.#doc
  }

  /** Says which page each is, in its margin: no part of what is read. At the end, because it would cut a line in two. */
  #number(): void {
    const { count } = this.#doc.bufferedPageRange()
    for (let page = 0; page < count; page += 1) {
      this.#doc.switchToPage(page)
      this.#doc.markContent('Artifact', { type: 'Pagination' })
      const words = `${this.#title}, page ${page + 1} of ${count}`
      this.#use({ face: 'latin', weight: 400 }, 8).text(words, MARGIN, MARGIN / 2, { lineBreak: false })
      this.#doc.endMarkedContent()
    }
  }
}
