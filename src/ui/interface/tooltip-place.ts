// Where a tooltip goes: below what it names, above where there is no room, never beyond the window.

interface Size {
  width: number;
  height: number;
}

const gap = 6;
const margin = 4;

/** Left and top in px of the window, for a tip of this size beside this rectangle. */
export const tooltipPlace = (
  around: Size & { left: number; top: number },
  tip: Size,
  window: Size,
): { left: number; top: number } => {
  const below = around.top + around.height + gap;
  const above = around.top - gap - tip.height;
  const centred = around.left + (around.width - tip.width) / 2;
  return {
    left: Math.max(margin, Math.min(centred, window.width - tip.width - margin)),
    top: below + tip.height + margin <= window.height || above < margin ? below : above,
  };
};
