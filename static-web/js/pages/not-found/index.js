import { startPage } from "../shared/page.js";

void startPage(() => {});
