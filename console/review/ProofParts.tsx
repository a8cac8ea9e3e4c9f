/** What the school shows to others, for who has a part in it. */
import { NumbersPart } from '../charts/NumbersPart.tsx'
import { PublicPagePart } from '../public-page/PublicPagePart.tsx'
import { SelfChecksPart } from '../self-check/SelfChecksPart.tsx'
import { has } from '../state.ts'
import { ReviewPart } from './ReviewPart.tsx'
import { mayWrite } from './state.ts'

export const ProofParts = () => (
  <>
    {(mayWrite() || has('governor')) && (
      <>
        <NumbersPart />
        <SelfChecksPart />
        <ReviewPart />
      </>
    )}
    {mayWrite() && <PublicPagePart />}
  </>
)
