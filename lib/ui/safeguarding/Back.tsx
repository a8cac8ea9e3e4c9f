/** Out of what was opened, to the list that it stands in. */
export const Back = ({ to, back }: { to: string; back: () => void }) => (
  <div class="actions">
    <button type="button" class="button" onClick={back}>
      <span aria-hidden="true" class="back">
        ←
      </span>
      {to}
    </button>
  </div>
)
