/**
 * What a policy says about people, apart from the rest of it; and that part sealed under the name of the person whom
 * it is about, so that it opens without the server for them alone. Who copies the profile folder and guesses the name
 * can try: this keeps names out of sight, not from somebody with a list of the school's pupils.
 */
import { policyDocumentSchema, versionSchema, type PolicyDocument } from '../policy/document.ts'
import { fromBase64url, fromUtf8, toBase64url, utf8, type Bytes } from '../protocol/bytes.ts'
import { z } from '../zod.ts'

const { people, suspensions, unblocks, agreement } = policyDocumentSchema.shape
export const ownPartSchema = z.object({
  version: versionSchema,
  narrowed: z.optional(z.literal('reader')),
  people,
  suspensions,
  unblocks,
  agreement,
})
/** `unblocks` are all of the policy's, in their order. */
export type OwnPart = z.infer<typeof ownPartSchema>

export const sealedPartSchema = z.object({ salt: z.string(), iv: z.string(), sealed: z.string() })
export type SealedPart = z.infer<typeof sealedPartSchema>

const tidy = (name: string): string => name.trim().toLowerCase()

/** Everybody whom the policy names. */
const namesIn = ({ people, suspensions, unblocks, agreement }: PolicyDocument): string[] => [
  ...new Set(
    [
      ...Object.keys(people),
      ...suspensions.map(({ person }) => person),
      ...unblocks.flatMap(({ forPerson }) => forPerson ?? []),
      ...(agreement === undefined || agreement.person === '' ? [] : [agreement.person]),
    ].map(tidy),
  ),
]

/** The policy without anybody in it, and what was taken out; null when it names nobody. */
export function withoutPeople(
  policy: PolicyDocument,
): { readonly rest: PolicyDocument; readonly own: OwnPart; readonly names: readonly string[] } | null {
  const names = namesIn(policy)
  if (names.length === 0) return null
  const { version, narrowed, people, suspensions, unblocks, agreement } = policy
  return {
    rest: {
      ...policy,
      narrowed: 'withheld',
      people: {},
      suspensions: [],
      unblocks: unblocks.filter(({ forPerson }) => forPerson === undefined),
      ...(agreement && { agreement: { texts: agreement.texts, person: '', agreed: [], permitted: [] } }),
    },
    own: {
      version,
      ...(narrowed === 'reader' && { narrowed }),
      people,
      suspensions,
      unblocks,
      ...(agreement && { agreement }),
    },
    names,
  }
}

/** The whole policy again; unchanged when the part is of another version. */
export function withPeople(rest: PolicyDocument, own: OwnPart): PolicyDocument {
  const { version, narrowed, people, suspensions, unblocks, agreement } = own
  if (version.epoch !== rest.version.epoch || version.number !== rest.version.number) return rest
  const { narrowed: _, ...document } = rest
  return {
    ...document,
    ...(narrowed && { narrowed }),
    people,
    suspensions,
    unblocks,
    ...(agreement && { agreement }),
  }
}

/** Tens of milliseconds on a slow device, once a browser session: the first page waits for it. */
const ITERATIONS = 20_000

async function keyFor(name: string, salt: Bytes): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', utf8(tidy(name)), 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

export async function sealPart(own: OwnPart, name: string): Promise<SealedPart> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const key = await keyFor(name, salt)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, utf8(JSON.stringify(own)))
  return { salt: toBase64url(salt), iv: toBase64url(iv), sealed: toBase64url(new Uint8Array(sealed)) }
}

/** Null when it is about somebody else, or unreadable. */
export async function openPart(part: SealedPart, name: string): Promise<OwnPart | null> {
  const [salt, iv, sealed] = [part.salt, part.iv, part.sealed].map(fromBase64url)
  if (!salt || !iv || !sealed) return null
  try {
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await keyFor(name, salt), sealed)
    const read = ownPartSchema.safeParse(JSON.parse(fromUtf8(new Uint8Array(opened)) ?? ''))
    return read.success ? read.data : null
  } catch {
    return null // Another name gives another key: not an error.
  }
}
