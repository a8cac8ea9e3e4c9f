/** The sign of telling someone: a speech bubble. Beside words, never in their place. */
export function Bubble() {
  return (
    <svg class="bubble" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M4 4h16v12h-9l-5 4v-4H4z M8 9h8 M8 12h5" />
    </svg>
  )
}
