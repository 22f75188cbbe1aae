import { fetchTexts } from "./text.js";

// The page's own module asks for the texts once all that it imports is there. Which texts is known much earlier, so that
// every document runs this beside it; what is asked for here is not asked for again. When they do not come, the page
// waits for them too and says so: here it would be said twice.
fetchTexts().catch(() => null);
