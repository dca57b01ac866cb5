import { showConfirmDialog } from 'vant/es/dialog';
import 'vant/es/overlay/index.css';
import 'vant/es/popup/index.css';
import 'vant/es/dialog/index.css';
import { t } from '../words';

/** Asks before an act that takes something away; true for yes. */
export async function sure(question: string): Promise<boolean> {
  try {
    await showConfirmDialog({ message: question, confirmButtonText: t().yes, cancelButtonText: t().no });
    return true;
  } catch {
    return false;
  }
}
