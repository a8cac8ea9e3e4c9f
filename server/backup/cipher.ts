/**
 * A backup's bytes, sealed piece by piece as they pass (AES-256-GCM in the STREAM construction): a file of any size
 * needs no memory, and one that was changed, cut short, put in another order or longer than it was is refused. Each
 * file has a key of its own, made from the school's backup key and the file's salt, so that the piece's number can be
 * its nonce.
 */
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'

const MAGIC = Buffer.from('kerb backup v1\n\n')
const SALT = 32
export const HEAD = MAGIC.length + SALT
/** Bytes of a piece before it is sealed; every piece but the last is as long. */
export const PIECE = 256 * 1024
const TAG = 16
const SEALED = PIECE + TAG

/** The file is no backup, not one of this key, or not as it was written. The message is for whoever restores. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

/** What the pieces of one file have in common. */
class Pieces {
  readonly #key: KeyObject
  readonly #head: Buffer
  #number = 0

  constructor(key: Uint8Array, head: Buffer) {
    const salt = head.subarray(MAGIC.length)
    this.#key = createSecretKey(Buffer.from(hkdfSync('sha256', key, salt, 'kerb backup v1', 32)))
    this.#head = head
  }

  seal(piece: Buffer, isLast: boolean): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.#key, this.#nonce(isLast), { authTagLength: TAG })
    cipher.setAAD(this.#head)
    return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
  }

  open(sealed: Buffer, isLast: boolean): Buffer {
    const number = this.#number
    const nonce = this.#nonce(isLast)
    if (sealed.length < TAG) throw new BackupError(CUT)
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: TAG })
    decipher.setAAD(this.#head)
    decipher.setAuthTag(sealed.subarray(-TAG))
    try {
      return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()])
    } catch {
      throw new BackupError(number === 0 ? FIRST : isLast ? CUT : CHANGED)
    }
  }

  /** Seven bytes that are nothing, the piece's number, and whether it is the last. */
  #nonce(isLast: boolean): Buffer {
    const nonce = Buffer.alloc(12)
    nonce.writeUInt32BE(this.#number, 7)
    nonce.writeUInt8(isLast ? 1 : 0, 11)
    this.#number += 1
    return nonce
  }
}

const FIRST = 'This backup was made with another backup key, or it was changed or cut short.'
const CHANGED = 'This backup was changed, or a part of it is damaged.'
const CUT = 'This backup is cut short, or its end was changed.'

/** Cuts what comes into pieces and holds one back, because only the end says which is the last. */
class Pieced extends Transform {
  #kept: Buffer[] = []
  #length = 0
  readonly #size: number
  readonly #each: (piece: Buffer, isLast: boolean) => Buffer

  constructor(size: number, each: (piece: Buffer, isLast: boolean) => Buffer) {
    super()
    this.#size = size
    this.#each = each
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#kept.push(chunk)
    this.#length += chunk.length
    // More than one piece: the first of them cannot be the last.
    if (this.#length <= this.#size) {
      done()
      return
    }
    try {
      const all = Buffer.concat(this.#kept)
      let from = 0
      for (; all.length - from > this.#size; from += this.#size)
        this.push(this.#each(all.subarray(from, from + this.#size), false))
      this.#kept = [all.subarray(from)]
      this.#length = all.length - from
      done()
    } catch (error) {
      done(error as Error)
    }
  }

  override _flush(done: TransformCallback): void {
    try {
      this.push(this.#each(Buffer.concat(this.#kept), true))
      done()
    } catch (error) {
      done(error as Error)
    }
  }
}

/** Seals what passes; `key`: 32 bytes. */
export function sealing(key: Uint8Array): Transform {
  const head = Buffer.concat([MAGIC, randomBytes(SALT)])
  const pieces = new Pieces(key, head)
  const stream = new Pieced(PIECE, (piece, isLast) => pieces.seal(piece, isLast))
  stream.push(head)
  return stream
}

/** Opens what passes, or ends in a BackupError. What came out before an error was genuine; the whole was not. */
export function opening(key: Uint8Array): Transform {
  let pieces: Pieces | null = null
  let head = Buffer.alloc(0)
  const body = new Pieced(SEALED, (piece, isLast) => {
    if (!pieces) throw new BackupError('This file is no backup of Kerb.')
    return pieces.open(piece, isLast)
  })
  const whole = body._transform.bind(body)
  body._transform = (chunk: Buffer, encoding, done) => {
    if (pieces) {
      whole(chunk, encoding, done)
      return
    }
    head = Buffer.concat([head, chunk])
    if (head.length < HEAD) {
      done()
      return
    }
    if (!head.subarray(0, MAGIC.length).equals(MAGIC)) {
      done(new BackupError('This file is no backup of Kerb.'))
      return
    }
    pieces = new Pieces(key, head.subarray(0, HEAD))
    whole(head.subarray(HEAD), encoding, done)
  }
  return body
}
