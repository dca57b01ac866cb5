import loadHighs, {
  type CallbackData,
  type Highs,
  type HighsCallbackMap,
  type InterruptCallbackEvent,
  type Model,
  type ModelData,
} from 'highs';
import { HighsLinearProgram } from './highs-linear-program';
import { statusOf } from './highs-status';
import type { LinearModel } from './linear-model';
import {
  relativeGap,
  type LinearProgram,
  type Progress,
  type Solved,
  type SolveOptions,
  type Solver,
  type Watch,
} from './solver.port';

const TELLING_SECONDS = 0.25;
const PRIMAL_SIMPLEX = 4;
/** HiGHS writes what it does not know as an infinity of its own. */
const UNKNOWN = 1e30;
/** Within this of a whole number is whole (HiGHS works to 1e-6). */
const WHOLE = 1e-5;

/** HiGHS (MIT, compiled to WebAssembly, one thread) behind the port. */
export async function highsSolver(): Promise<Solver> {
  return new HighsSolver(await loadHighs());
}

class HighsSolver implements Solver {
  constructor(private readonly highs: Highs) {}

  solve(model: LinearModel, options: SolveOptions = {}, watch: Watch = {}): Solved {
    return this.highs.withModel((native) => {
      native.options.set({
        output_flag: false,
        mip_rel_gap: options.relativeGap ?? 0,
        mip_abs_gap: 1e-6,
        random_seed: options.seed ?? 0,
      });
      if (options.seconds !== undefined) native.options.set('time_limit', Math.max(0.01, options.seconds));
      if (options.sure) native.options.set({ mip_heuristic_effort: 0, mip_detect_symmetry: false });
      if (options.nodes !== undefined) native.options.set('mip_max_nodes', options.nodes);
      native.passModel(modelData(model, true));
      if (options.start) native.setSolution({ colValue: options.start });
      native.run(watching(this.highs, watch));
      return this.solved(native, model);
    });
  }

  linear(model: LinearModel): LinearProgram {
    const native = this.highs.createModel(modelData(model, false));
    // Columns that are added leave the last basis feasible for the primal method, which goes on from there.
    native.options.set({ output_flag: false, simplex_strategy: PRIMAL_SIMPLEX });
    return new HighsLinearProgram(this.highs, native, (watch) => watching(this.highs, watch));
  }

  mps(model: LinearModel): Uint8Array {
    return this.highs.withModel(modelData(model, true), (native) => {
      native.options.set('output_flag', false);
      return native.exportModel('mps');
    });
  }

  private solved(native: Model, model: LinearModel): Solved {
    const { highs } = this;
    const feasible = native.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible;
    const values = feasible ? wholeWhereAsked(native.getSolution().colValue, model) : null;
    const whole = model.integer.some((integer) => integer === 1);
    const ended = statusOf(highs, native);
    const status = ended === 'unknown' && feasible ? 'feasible' : ended;
    const objective = values ? objectiveOf(model, values) : Infinity;
    const bound = whole ? Number(native.info.get('mip_dual_bound')) : status === 'optimal' ? objective : -Infinity;
    return {
      status,
      objective,
      bound: status === 'optimal' ? Math.min(objective, bound) : bound,
      values,
      seconds: native.getRunTime(),
    };
  }
}

function objectiveOf(model: LinearModel, values: Float64Array): number {
  let objective = model.offset;
  for (let i = 0; i < values.length; i++) objective += (model.cost[i] ?? 0) * (values[i] ?? 0);
  return objective;
}

function wholeWhereAsked(values: Float64Array, model: LinearModel): Float64Array {
  return values.map((value, i) => {
    const nearest = Math.round(value);
    return model.integer[i] === 1 && Math.abs(value - nearest) < WHOLE ? nearest : value;
  });
}

function modelData(model: LinearModel, integers: boolean): ModelData {
  return {
    numCols: model.cost.length,
    numRows: model.rowLower.length,
    offset: model.offset,
    colCost: model.cost,
    colLower: model.columnLower,
    colUpper: model.columnUpper,
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    matrix: {
      format: 'csr',
      numRows: model.rowLower.length,
      numCols: model.cost.length,
      starts: model.starts,
      indices: model.indices,
      values: model.values,
    },
    ...(integers ? { integrality: model.integer } : {}),
  };
}

/** Of all channels, HiGHS keeps only the interrupt checks going in silence; they say how far it is as well. */
function watching(highs: Highs, watch: Watch): HighsCallbackMap {
  const { callbackType } = highs.constants;
  let told: Progress = { incumbent: null, bound: null, gap: null, elapsed: -Infinity };
  const check = (event: InterruptCallbackEvent): undefined => {
    const now = progressOf(event.data);
    if (now.incumbent !== told.incumbent || now.elapsed - told.elapsed >= TELLING_SECONDS) {
      told = now;
      watch.progress?.(now);
    }
    if (watch.stopped?.()) event.interrupt();
  };
  return {
    [callbackType.simplexInterrupt]: check,
    [callbackType.ipmInterrupt]: check,
    [callbackType.mipInterrupt]: check,
  };
}

function progressOf(data: CallbackData): Progress {
  const known = (value = Infinity): number | null => (Math.abs(value) < UNKNOWN ? value : null);
  const [incumbent, bound] = [known(data.mip_primal_bound), known(data.mip_dual_bound)];
  const gap = incumbent === null || bound === null ? null : relativeGap(incumbent, bound);
  return { incumbent, bound, gap, elapsed: data.running_time ?? 0 };
}
