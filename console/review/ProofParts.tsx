/** What the school shows to others, for who has a part in it. */
import { PublicPagePart } from '../public-page/PublicPagePart.tsx'
import { SelfChecksPart } from '../self-check/SelfChecksPart.tsx'
import { has } from '../state.ts'

export const ProofParts = () => (
  <>
    {(has('network') || has('dsl') || has('head') || has('governor')) && <SelfChecksPart />}
    {(has('network') || has('dsl') || has('head')) && <PublicPagePart />}
  </>
)
