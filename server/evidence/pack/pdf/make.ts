/** One file that reads and verifies: the pack as a PDF, with the zip in it and the school server's signature at its end. */
import { toBase64, utf8 } from '../../../../lib/protocol/bytes.ts'
import { SUMS } from '../../verifier/pack.ts'
import { pdfLine, pdfText } from '../../verifier/pdf.ts'
import type { WholePack } from '../pack.ts'
import { recordPdf } from './record.ts'

/** @param zip of the pack's files @param sign with the key that signed its sums */
export async function packPdf({ files, read, about, sign }: WholePack, zip: Uint8Array): Promise<Buffer> {
  const body = Buffer.concat([await recordPdf(read, about, zip), Buffer.from('\n')])
  const signature = await sign(utf8(pdfText(body, files.get(SUMS) ?? '')))
  return Buffer.concat([body, Buffer.from(pdfLine(toBase64(signature)))])
}
