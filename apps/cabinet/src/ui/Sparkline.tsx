import classes from './Sparkline.module.css';

/** One step of a sparkline: how many attempts were acknowledged, and how many were not. */
interface SparkStep {
  delivered: number;
  failed: number;
}

interface SparklineProps {
  /** Oldest first. */
  steps: readonly SparkStep[];
  /** The same in words. */
  label: string;
  widthPx?: number;
  heightPx?: number;
}

const GAP_PX = 1;
/** A single failure among thousands is still seen. */
const LEAST_PX = 2;

/** Small stacked bars without axes: what was delivered below, what failed on top of it; a step without attempts is a dash. */
export function Sparkline({ steps, label, widthPx = 120, heightPx = 28 }: SparklineProps) {
  const most = Math.max(1, ...steps.map(({ delivered, failed }) => delivered + failed));
  const stepPx = widthPx / Math.max(1, steps.length);
  const barPx = Math.max(1, stepPx - GAP_PX);
  const tall = (count: number): number =>
    count === 0 ? 0 : Math.max(LEAST_PX, (count / most) * (heightPx - LEAST_PX));
  return (
    <svg
      role="img"
      aria-label={label}
      className={classes.bars}
      width={widthPx}
      height={heightPx}
      viewBox={`0 0 ${widthPx} ${heightPx}`}
    >
      {steps.map(({ delivered, failed }, place) => {
        const x = place * stepPx;
        const failedPx = tall(failed);
        const deliveredPx = Math.min(tall(delivered), heightPx - failedPx);
        if (delivered + failed === 0) {
          return (
            <rect key={place} className={classes.nothing} x={x} y={heightPx - 2} width={barPx} height={2} />
          );
        }
        return (
          <g key={place}>
            <rect
              className={classes.delivered}
              x={x}
              y={heightPx - deliveredPx}
              width={barPx}
              height={deliveredPx}
            />
            <rect
              className={classes.failed}
              x={x}
              y={heightPx - deliveredPx - failedPx}
              width={barPx}
              height={failedPx}
            />
          </g>
        );
      })}
    </svg>
  );
}
