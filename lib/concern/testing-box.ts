/** For tests: what stays on a device when pages and workers die, and a school that can be away or refuse. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { Mailbox } from '../protocol/concerns.ts'
import type { ConcernState } from '../protocol/concern-state.ts'
import { WireError } from '../protocol/wire-error.ts'
import { ConcernBox, type NewConcern, type Outgoing } from './box.ts'
import type { ConcernServer } from './deliver.ts'
import { memberKeyFrom, newReplyKey } from './member-key.ts'
import { newConcernId, newMailbox } from './receipt.ts'
import { newSecret } from './recovery-code.ts'
import { sealTo } from './seal.ts'

export const T0 = Date.UTC(2026, 10, 25, 10, 15)

export class Device {
  readonly factory = new IDBFactory()

  /** A new page's or worker's connection. */
  box(): ConcernBox {
    return new ConcernBox('kerb-concerns', { indexedDB: this.factory, IDBKeyRange })
  }
}

const reader = memberKeyFrom(newSecret())

/** A concern as the report's page hands it to the box. */
export async function newConcern(who = 'person ada@school.example', at = T0): Promise<NewConcern> {
  const id = newConcernId()
  const [{ secret, mailbox }, { pair }] = [await newMailbox(), await newReplyKey()]
  const { keys, id: key } = await reader
  const content = await sealTo([{ id: key, seal: keys.seal }], { words: 'unmistakable' }, `concern ${id}`)
  return { request: { id, today: false, content, later: [], mailbox }, at, who, secret, reply: pair }
}

/** What was added to a concern. */
export async function newMessage(concern: string) {
  const id = newConcernId()
  const { keys, id: key } = await reader
  return {
    id,
    content: await sealTo([{ id: key, seal: keys.seal }], { words: 'more' }, `message ${concern} ${id}`),
  }
}

/** Takes what it is sent, unless it is away, refuses, or dies before it answers. */
export class School implements ConcernServer {
  readonly has = new Map<string, string>()
  readonly order: string[] = []
  fault: WireError | null = null
  /** What goes wrong with single ones. */
  readonly faults = new Map<string, WireError>()
  /** Refused as they stand. */
  readonly refuses = new Set<string>()
  /** It has taken it, and its answer is lost on the way. */
  forgetsToAnswer = false
  answer: Mailbox = { state: 'sent', messages: [], identityOpened: [] }

  async send(one: Outgoing): Promise<ConcernState> {
    const fault = this.fault ?? this.faults.get(one.id)
    if (fault) throw fault
    if (this.refuses.has(one.id)) throw refusal(422, 'invalid')
    if (one.kind === 'message' && !this.has.has(one.concern)) throw refusal(404, 'unknown-concern')
    this.has.set(one.id, JSON.stringify(one.body))
    this.order.push(one.id)
    if (this.forgetsToAnswer) throw new WireError('timeout', 'The school server did not answer in time.')
    return 'sent'
  }

  async mailbox(id: string): Promise<Mailbox> {
    if (this.fault) throw this.fault
    if (!this.has.has(id)) throw refusal(404, 'unknown-concern')
    return this.answer
  }
}

export const refusal = (status: number, code: string): WireError =>
  new WireError('status', 'refused', { status, code })
export const AWAY = new WireError('network', 'The school server cannot be reached.')
