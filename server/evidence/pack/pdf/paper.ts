/**
 * A tagged PDF that is text and nothing else: no link, no action, no script, no picture, no form. Headings, paragraphs and
 * lists are marked as such, so that a screen reader reads them.
 */
import { buffer } from 'node:stream/consumers'
import PdfKit from 'pdfkit'
import { fontOf, runsOf, SCRIPTS, type Weight } from './scripts.ts'

const MARGIN = 50
/** A heading goes to the next page where less than this is left. Points. */
const WITH_HEADING = 70
const WEIGHTS = [400, 700] as const

/** What the library's types do not know of yet. */
const ACCESSIBLE: object = { subset: 'PDF/UA' }
const DATA: object = { relationship: 'Data' }

export interface Piece {
  readonly text: string
  readonly bold?: boolean
}

type Element = PDFKit.PDFStructureElement

export class Paper {
  readonly #doc: PDFKit.PDFDocument
  readonly #root: Element
  readonly #bytes: Promise<Buffer>
  readonly #title: string

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
    for (const script of SCRIPTS)
      for (const weight of WEIGHTS) this.#doc.registerFont(script + weight, fontOf(script, weight))
    this.#bytes = buffer(this.#doc)
    this.#root = this.#doc.struct('Document')
    this.#doc.addStructure(this.#root)
  }

  heading(level: 1 | 2 | 3, text: string): void {
    const { page, y } = this.#doc
    if (y > page.height - MARGIN - WITH_HEADING) this.#doc.addPage()
    else if (level > 1) this.#doc.moveDown(0.5)
    this.#element(this.#root, `H${level}`, 22 - level * 4, [{ text, bold: true }])
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
    const element = this.#doc.struct(kind, {}, () => this.#write(size, pieces))
    parent.add(element)
    element.end()
  }

  #write(size: number, pieces: readonly Piece[]): void {
    const runs = pieces.flatMap(({ text, bold }) =>
      runsOf(text).map((run) => ({ ...run, weight: (bold === true ? 700 : 400) satisfies Weight })),
    )
    for (const [i, { script, weight, text }] of runs.entries())
      this.#doc
        .font(script + weight)
        .fontSize(size)
        .text(text, { continued: i < runs.length - 1, lineGap: 2, paragraphGap: size / 3 })
  }

  /** Says which page each is, in its margin: no part of what is read. At the end, because it would cut a line in two. */
  #number(): void {
    const { count } = this.#doc.bufferedPageRange()
    for (let page = 0; page < count; page += 1) {
      this.#doc.switchToPage(page)
      this.#doc.markContent('Artifact', { type: 'Pagination' })
      const words = `${this.#title}, page ${page + 1} of ${count}`
      this.#doc
        .font('latin400')
        .fontSize(8)
        .text(words, MARGIN, MARGIN / 2, { lineBreak: false })
      this.#doc.endMarkedContent()
    }
  }
}
