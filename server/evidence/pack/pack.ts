/** A pack of evidence: files by name, their digests, and the school server's signature. */
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { toBase64, toBase64url, utf8 } from '../../../lib/protocol/bytes.ts'
import type { Context } from '../../context.ts'
import { besideRows } from '../subject.ts'
import {
  EVIDENCE,
  type PackedEvidence,
  type PackedRow,
  ROWS,
  SUMS,
  SUMS_SIGNATURE,
} from '../verifier/pack.ts'
import { sha256 } from '../verifier/proof.ts'
import { PackProgress } from './pace.ts'
import { recordPage } from './page.ts'
import { packProofs } from './proofs.ts'
import { readMe } from './read-me.ts'
import { packRows, type Span } from './rows.ts'
import { type About, caseLog, type PackRow, rowsTable } from './tables.ts'
import { verifierFiles } from './verifier-files.ts'
import { readable } from './words.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people' | 'signing'>

/** What is asked for. */
export interface PackJob extends Span {
  /** With what is kept beside the rows. */
  readonly hasBeside: boolean
  /** A PDF has the zip within it. */
  readonly as: 'zip' | 'pdf'
  /** Rows at most, the newest; MOST_PACKED when left out. */
  readonly most?: number
  readonly about: Omit<About, 'isCut' | 'since' | 'until'>
  /** Of the PackProgress that is watched. */
  readonly progress?: SharedArrayBuffer
}

export interface MadePack {
  readonly bytes: Uint8Array
  readonly rows: number
  /** There are more in its span: it has the newest. */
  readonly isCut: boolean
}

/** A pack before it is one file. */
export interface WholePack {
  /** By name. */
  readonly files: ReadonlyMap<string, string>
  readonly rows: number
  /** The rows as people read them, the oldest first. */
  readonly read: readonly PackRow[]
  readonly about: About
  /** With the key that signed the sums. */
  readonly sign: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>
}

/** The files of a pack, and what they are made of. Throws Cancelled. */
export async function packFiles(parts: Parts, job: PackJob): Promise<WholePack> {
  const progress = new PackProgress(job.progress)
  const { rows, entries, isCut } = await packRows(parts, job, progress, job.most)
  const about: About = { ...job.about, since: job.since, until: job.until, isCut }
  const key = await parts.signing.current()
  const evidence: PackedEvidence = {
    v: 1,
    school: toBase64url(key.spki),
    ...(await packProofs(
      parts,
      entries,
      [...new Set(rows.map(({ installation }) => installation))],
      progress,
    )),
  }
  progress.begin('file', 0)
  const read = rows.map(({ row, installation, device, entry }) => ({
    ...readable(row),
    installation,
    device,
    isProved: entry !== null,
  }))
  const files = new Map<string, string>([
    ['read-me.txt', readMe(isCut ? rows.length : null)],
    ['record.html', recordPage(read, about)],
    ['rows.csv', rowsTable(read, about)],
    ['case-log.csv', caseLog(read, about)],
    [ROWS, JSON.stringify(rows.map(plain))],
    [EVIDENCE, JSON.stringify(evidence)],
    ...(job.hasBeside ? [['beside.json', await besideRows(parts, job.person)] as const] : []),
    ...verifierFiles(),
  ])
  const sums = [...files].map(([name, text]) => `${sha256(text).toString('hex')}  ${name}\n`).join('')
  const sign = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
    new Uint8Array(await crypto.subtle.sign('Ed25519', key.privateKey, bytes))
  files.set(SUMS, sums)
  files.set(SUMS_SIGNATURE, `${toBase64(await sign(utf8(`kerb pack v1\n${sums}`)))}\n`)
  return { files, rows: rows.length, read, about, sign }
}

const plain = ({ installation, salt, entry, place, row }: PackedRow): PackedRow => ({
  installation,
  salt,
  entry,
  place,
  row,
})

export async function makePack(parts: Parts, job: PackJob): Promise<MadePack> {
  const pack = await packFiles(parts, job)
  const progress = new PackProgress(job.progress)
  progress.check()
  const zip = await zipped(pack.files, job.about.made)
  const { isCut } = pack.about
  if (job.as === 'zip') return { bytes: zip, rows: pack.rows, isCut }
  progress.check()
  // Letters and layout are read in when somebody wants a PDF, and not before.
  const { packPdf } = await import('./pdf/make.ts')
  return { bytes: await packPdf(pack, zip), rows: pack.rows, isCut }
}

/** A zip of texts. */
export function zipped(files: ReadonlyMap<string, string>, at: number): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, text] of files)
    zip.addBuffer(Buffer.from(text), name, { mtime: new Date(at), mode: 0o100644 })
  zip.end()
  return buffer(zip.outputStream)
}
