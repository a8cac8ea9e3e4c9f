/** The text that is asked for, kept on the disk so that it can be read without a network. One for an audience. */
import type { Client } from '../device/client.ts'
import { fetchText } from '../device/agreement.ts'
import type { Agreement } from '../policy/agreed.ts'
import { type AgreementText, readAgreementText } from '../protocol/agreement.ts'
import { z } from '../zod.ts'
import type { LocalPort } from './careful-storage.ts'
import type { Faults } from './faults.ts'

const keptSchema = z.object({ name: z.string(), received: z.unknown() })

export interface AgreementTextParts {
  readonly local: LocalPort
  readonly client: () => Promise<Client | null>
  readonly faults: Faults
}

type Wanted = Pick<Agreement, 'text' | 'audience'>

export class AgreementTexts {
  private readonly parts: AgreementTextParts
  private fetching: { readonly name: string; readonly done: Promise<AgreementText | null> } | null = null

  constructor(parts: AgreementTextParts) {
    this.parts = parts
  }

  /** From the disk, else from the server; null when neither has it now. Never rejects. */
  async get(wanted: Wanted): Promise<AgreementText | null> {
    return (await this.kept(wanted)) ?? this.fetch(wanted)
  }

  private async kept({ text, audience }: Wanted): Promise<AgreementText | null> {
    const key = keyOf(audience)
    const stored = await this.parts.local.get([key]).catch((): Record<string, unknown> => ({}))
    const kept = keptSchema.safeParse(stored[key])
    if (!kept.success || kept.data.name !== text) return null
    // Read by its name again: a disk makes mistakes, and others may write to it.
    return readAgreementText(kept.data.received, text)
  }

  private async fetch(wanted: Wanted): Promise<AgreementText | null> {
    if (this.fetching?.name !== wanted.text)
      this.fetching = { name: wanted.text, done: this.fetchNow(wanted).finally(() => (this.fetching = null)) }
    return this.fetching.done
  }

  private async fetchNow({ text: name, audience }: Wanted): Promise<AgreementText | null> {
    let found: AgreementText | null = null
    await this.parts.faults.run('agreement-text', async () => {
      const client = await this.parts.client()
      const fetched = client && (await fetchText(client, name))
      if (!fetched) return
      found = fetched.text
      await this.parts.local.set({ [keyOf(audience)]: { name, received: fetched.received } })
    })
    return found
  }
}

const keyOf = (audience: Wanted['audience']): string => `agreement-text-${audience}`
