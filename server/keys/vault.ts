/**
 * What is sealed inside the database: who people are, search terms, paths, titles, free words. AES-256-GCM with a
 * key that is kept outside the database file, so that a stolen file or backup names nobody.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

const NONCE = 12
const TAG = 16
const NONCES = 256

export class Vault {
  readonly #seal: KeyObject
  readonly #lookup: KeyObject
  readonly #block: KeyObject
  #random = Buffer.alloc(0)
  #spent = 0

  /** `key`: 32 random bytes. One key per use is derived from it. */
  constructor(key: Uint8Array) {
    if (key.length !== 32) throw new TypeError('the data key must be 32 bytes')
    this.#seal = derive(key, 'kerb data v1 seal')
    this.#lookup = derive(key, 'kerb data v1 lookup')
    this.#block = derive(key, 'kerb data v1 block')
  }

  /** Where a person is found: the same name always gives the same bytes, which say nothing without the key. */
  lookup(name: string): Buffer {
    return createHmac('sha256', this.#lookup).update(name.trim().toLowerCase()).digest()
  }

  /** Seals a text. `place` names where it is stored, so that sealed values cannot be swapped between places. */
  seal(text: string, place: string): Buffer {
    const nonce = this.#nonce()
    const cipher = createCipheriv('aes-256-gcm', this.#seal, nonce, { authTagLength: TAG })
    cipher.setAAD(Buffer.from(place))
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  }

  /**
   * Enciphers random values of 16 bytes, one after the other; `unblocks` is the way back. For random bytes alone: each is
   * one block of its own, so that equal ones would show, and nothing tells that one was changed.
   */
  blocks(values: Uint8Array): Buffer {
    const cipher = createCipheriv('aes-256-ecb', this.#block, null).setAutoPadding(false)
    return Buffer.concat([cipher.update(values), cipher.final()])
  }

  unblocks(values: Uint8Array): Buffer {
    const decipher = createDecipheriv('aes-256-ecb', this.#block, null).setAutoPadding(false)
    return Buffer.concat([decipher.update(values), decipher.final()])
  }

  /** Random bytes are fetched for many values at once: asking for twelve costs as much as asking for thousands. */
  #nonce(): Buffer {
    if (this.#spent === this.#random.length) {
      this.#random = randomBytes(NONCE * NONCES)
      this.#spent = 0
    }
    return this.#random.subarray(this.#spent, (this.#spent += NONCE))
  }

  /** The text of a sealed value; throws when the key, the place or the bytes are not those it was sealed with. */
  open(sealed: Uint8Array, place: string): string {
    const nonce = sealed.subarray(0, NONCE)
    const decipher = createDecipheriv('aes-256-gcm', this.#seal, nonce, { authTagLength: TAG })
    decipher.setAAD(Buffer.from(place))
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
    const text = decipher.update(sealed.subarray(NONCE, sealed.length - TAG))
    return Buffer.concat([text, decipher.final()]).toString('utf8')
  }
}

/** A key for one use. A KeyObject: starting a cipher from bytes costs five times as much. */
const derive = (key: Uint8Array, use: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', key, '', use, 32)))

/** The places of sealed values. */
export const PLACE_OF = {
  person: (person: number) => `person:${person}`,
  row: (installation: number, seq: number) => `row:${installation}:${seq}`,
  document: (kind: string, epoch: number, number: number) => `document:${kind}:${epoch}.${number}`,
  note: (kind: string, epoch: number, number: number) => `note:${kind}:${epoch}.${number}`,
  problems: (installation: number) => `problems:${installation}`,
  staffName: (person: number) => `staff-name:${person}`,
  passkeyLabel: (credential: string) => `passkey-label:${credential}`,
  lesson: (id: string) => `lesson:${id}`,
  siteSets: (person: number) => `site-sets:${person}`,
  siteRequest: (classId: number) => `site-request:${classId}`,
  pageRequest: (person: number) => `page-request:${person}`,
  pageApproval: (of: string) => `page-approval:${of}`,
  foundPlace: (same: string) => `found-place:${same}`,
  finding: (installation: number, same: string) => `finding:${installation}:${same}`,
  foundDecision: (place: number) => `found-decision:${place}`,
  agreementTitle: (text: string) => `agreement-title:${text}`,
  agreementText: (text: string) => `agreement-text:${text}`,
  agreementPermission: (person: number, year: number) => `agreement-permission:${person}:${year}`,
  agreementPlan: (id: string) => `agreement-plan:${id}`,
  safeguardingStatement: (number: number) => `safeguarding-statement:${number}`,
  safeguardingKey: (key: string) => `safeguarding-key:${key}`,
  recordLook: (id: string) => `record-look:${id}`,
  rowLink: 'row-link',
  recordEnquiry: (id: string) => `record-enquiry:${id}`,
  listDecision: (source: number) => `list-decision:${source}`,
  listCorrection: (host: string) => `list-correction:${host}`,
  rosterPlan: (id: string) => `roster-plan:${id}`,
  locked: (epoch: number, number: number) => `locked:${epoch}.${number}`,
  lockedHit: (installation: number, seq: number) => `locked-hit:${installation}:${seq}`,
  alertAct: (alert: number, at: number) => `alert-act:${alert}:${at}`,
  alertLearned: (alert: number, same: string) => `alert-learned:${alert}:${same}`,
  hold: (at: number) => `hold:${at}`,
  holdLifted: (id: number) => `hold-lifted:${id}`,
  erasure: (id: string) => `erasure:${id}`,
  keeping: (at: number) => `keeping:${at}`,
  accountable: (post: string) => `accountable:${post}`,
  review: (made: number) => `review:${made}`,
  reviewAction: (review: number) => `review-action:${review}`,
  reviewAnswer: (row: string) => `review-answer:${row}`,
  policyEdit: (at: number) => `policy-edit:${at}`,
  policyException: (whom: string) => `policy-exception:${whom}`,
  signIn: (purpose: string) => `sign-in:${purpose}`,
} as const
