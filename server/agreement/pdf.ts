/** Whether a file is a PDF that a pupil can open: looked at, not believed for its name. */
import { MOST_PDF_BYTES } from '../../lib/protocol/agreement.ts'
import { Refusal } from '../errors.ts'

/** Where a reader looks for the end of the file. Bytes. */
const TAIL = 1024

/** Throws a Refusal (422) that says what to do. `bytes` null: it is not even base64url. */
export function checkPdf(bytes: Uint8Array | null): void {
  if (bytes === null || !startsAsPdf(bytes))
    throw refusal('pdf', 'This file is not a PDF: save the agreement as a PDF and choose it again.')
  if (bytes.length > MOST_PDF_BYTES)
    throw refusal('too-large', 'The PDF is larger than 2 MB: save it with smaller pictures.')
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (!whole.subarray(-TAIL).includes('%%EOF'))
    throw refusal('pdf', 'This PDF is cut off: save it once more and choose it again.')
  if (whole.includes('/Encrypt'))
    throw refusal('pdf', 'This PDF is locked: pupils could not open it. Save it without a password.')
}

const startsAsPdf = (bytes: Uint8Array): boolean =>
  /^%PDF-\d\.\d/.test(Buffer.from(bytes.subarray(0, 8)).toString('latin1'))

const refusal = (code: string, message: string) => new Refusal(422, code, message, { field: 'pdf' })
