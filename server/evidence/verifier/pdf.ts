/**
 * The PDF of a pack: that no byte of it was changed, and the pack that it carries. The last line of the file is the school
 * server's signature of everything before it and of the pack's own sums. Travels in every pack, so it uses Node alone.
 */
import { createPublicKey, verify } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { sha256 } from './proof.ts'

/** A comment to every program that shows a PDF. */
const LINE = '%kerb-pdf-v1 '
/** More than any signature is long. */
const MOST_LINE = 200
const MOST_PACK = 500 * 1024 * 1024

export const isPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-'

/** What is signed. @param body all of the file before its last line @param sums of the pack within */
export const pdfText = (body: Uint8Array, sums: string): string =>
  `kerb pdf v1\n${sha256(body).toString('hex')}\n${sha256(sums).toString('hex')}\n`

/** The last line. @param signature base64 */
export const pdfLine = (signature: string): string => `${LINE}${signature}\n`

/** What is wrong with a PDF. @param school the key that signed its pack: SPKI, base64url */
export function checkPdf(pdf: Uint8Array, sums: string, school: string): string[] {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length)
  const at = bytes.lastIndexOf(LINE)
  const line = at < bytes.length - MOST_LINE ? '' : bytes.toString('latin1', at)
  // Nothing may follow it: programs read a PDF from its end.
  const [, signature] = /^%kerb-pdf-v1 ([A-Za-z0-9+/=]+)\n$/.exec(line) ?? []
  if (at < 0 || signature === undefined) return ['the PDF does not end with the school server’s signature']
  try {
    const key = createPublicKey({ key: Buffer.from(school, 'base64url'), format: 'der', type: 'spki' })
    const text = Buffer.from(pdfText(bytes.subarray(0, at), sums))
    return verify(null, text, key, Buffer.from(signature, 'base64')) ? [] : ['the PDF was changed']
  } catch {
    return ['the PDF was changed'] // No key: its pack cannot be read either.
  }
}

/** The zip that the PDF carries. Throws where there is none, or more than one. */
export function packInPdf(pdf: Uint8Array): Buffer {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length)
  const kind = Buffer.from('/Type /EmbeddedFile\n')
  const at = bytes.indexOf(kind)
  if (at < 0) throw new Error('this PDF carries no pack')
  if (bytes.includes(kind, at + 1)) throw new Error('this PDF carries more than one file')
  const start = bytes.indexOf('stream\n', at) + 'stream\n'.length
  const facts = bytes.toString('latin1', at, start)
  const length = Number(/\/Length (\d+)\n/.exec(facts)?.[1] ?? NaN)
  if (!(start > at && start - at < 2000 && length <= bytes.length - start))
    throw new Error('the file in this PDF cannot be read')
  const content = bytes.subarray(start, start + length)
  if (!facts.includes('/FlateDecode')) return content
  try {
    return inflateSync(content, { maxOutputLength: MOST_PACK })
  } catch (error) {
    throw new Error('the file in this PDF was changed: it cannot be read', { cause: error })
  }
}
