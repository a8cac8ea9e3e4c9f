/** Proof of an installation over one connection of the live channel: a signature over the server's challenge. */
import { fromBase64url, toBase64url, utf8 } from './bytes.ts'
import { proofText } from './live.ts'

const ECDSA = { name: 'ECDSA', hash: 'SHA-256' } as const

/** What the device answers to a challenge. */
export async function proveLive(
  { id, privateKey }: { readonly id: string; readonly privateKey: CryptoKey },
  nonce: string,
): Promise<{ installation: string; signature: string }> {
  const signature = await crypto.subtle.sign(ECDSA, privateKey, utf8(proofText(id, nonce)))
  return { installation: id, signature: toBase64url(new Uint8Array(signature)) }
}

/** Whether an answer was made with this key for this challenge. */
export async function isLiveProof(
  publicKey: CryptoKey,
  proof: { readonly installation: string; readonly signature: string },
  nonce: string,
): Promise<boolean> {
  const signature = fromBase64url(proof.signature)
  if (!signature) return false
  return crypto.subtle.verify(ECDSA, publicKey, signature, utf8(proofText(proof.installation, nonce)))
}
