import type { Effect } from '#core/effects.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Work } from '#server/kernel/house.ts';
import { openAssessments, placeBands } from './assessment.ts';
import { putForward, withdrawCandidate } from './commendation.ts';
import { openDraw, takeDraw, undoDraw } from './draw.ts';
import { closeInspection, openFindings, openInspections, refreshChecklists } from './inspection.ts';
import { askNamed, moveChallenge, openAdoption, openBid, openGuidance, settleBids } from './library.ts';
import { pairStudios, unpairStudios } from './pairing.ts';
import { applyChange, linkPartner } from './change.ts';
import { closeReport, deliver, dropReports, freezeReport, returnReport } from './report.ts';
import { openRectification, openRevocation } from './proposals.ts';
import { moveTitle, renewTitle, replaceLostPlaque, stopGrant, takePlaqueBack } from './title.ts';
import { openAcceptance, openSheets, refreshParent, refreshSiblings } from './acceptance.ts';
import { freezeSheet, giveBack } from './panel.ts';
import { freeze } from './dossier.ts';
import { openGrant } from './grant.ts';
import { holdDecision, insistOnItem, releaseDecision } from './meeting.ts';
import { closeNotice, enlist, moveItem, openPublicity, openTitle } from './naming.ts';
import { reachMilestone, setStanding, tellStudio, tellStudioOf } from './studio.ts';

type Carried = { readonly [D in Effect['do']]: (work: Work, cause: Matter, effect: Extract<Effect, { do: D }>) => Promise<void> };

/** One function for each consequence of core/reactions.ts; a consequence without one does not compile. */
export const effects: Carried = {
  freeze: freeze,
  milestone: reachMilestone,
  standing: setStanding,
  'notify-studio': tellStudio,
  'open-acceptance': openAcceptance,
  'open-sheets': openSheets,
  'refresh-parent': refreshParent,
  'refresh-siblings': refreshSiblings,
  'freeze-sheet': freezeSheet,
  'give-back': giveBack,
  'hold-decision': holdDecision,
  'release-decision': releaseDecision,
  'insist-on-item': insistOnItem,
  enlist: enlist,
  'open-publicity': openPublicity,
  'close-notice': closeNotice,
  'open-title': openTitle,
  'open-grant': openGrant,
  item: moveItem,
  'freeze-report': freezeReport,
  deliver: deliver,
  'return-report': returnReport,
  'close-report': closeReport,
  'drop-reports': dropReports,
  'open-assessments': openAssessments,
  'place-bands': placeBands,
  'move-title': moveTitle,
  'renew-title': renewTitle,
  'stop-grant': stopGrant,
  'replace-lost-plaque': replaceLostPlaque,
  'plaque-back': takePlaqueBack,
  'open-rectification': async (work, cause, effect) => void (await openRectification(work, cause, effect)),
  'open-revocation': async (work, cause, effect) => void (await openRevocation(work, cause, effect)),
  'apply-change': applyChange,
  'link-partner': linkPartner,
  'open-draw': openDraw,
  'take-draw': takeDraw,
  'undo-draw': undoDraw,
  pair: pairStudios,
  unpair: unpairStudios,
  'open-inspections': openInspections,
  'refresh-checklists': refreshChecklists,
  'open-findings': openFindings,
  'close-inspection': closeInspection,
  'put-forward': putForward,
  'withdraw-candidate': withdrawCandidate,
  'ask-named': askNamed,
  'open-adoption': openAdoption,
  'open-guidance': openGuidance,
  'open-bid': openBid,
  'settle-bids': settleBids,
  'move-challenge': moveChallenge,
  'tell-studio': tellStudioOf,
};
