package waymark.portal.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.ICloseElementTag;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.model.IStandaloneElementTag;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * What every form gets on its way to the browser, so that no template has to think of it: it says whose it is and on which page it stands, and what
 * {@link KeptWords} has of it stands in it again. Words whose form is not on the page any more are shown below, to be sent from there.
 */
@Component
final class FormsOnPages implements IPostProcessorDialect {
    private static final String PAGE = FormsOnPages.class.getName();
    /** After all that makes the page. */
    private static final int LAST = Integer.MAX_VALUE;

    @Override
    public String getName() {
        return "forms on pages";
    }

    @Override
    public int getDialectPostProcessorPrecedence() {
        return LAST;
    }

    @Override
    public Set<IPostProcessor> getPostProcessors() {
        return Set.of(new PostProcessor(TemplateMode.HTML, Handler.class, LAST));
    }

    /**
     * @param address of the page that is made
     * @param waiting what may be filled in on it
     */
    private record Page(String account, String address, CsrfToken csrf, List<KeptWords.Kept> waiting) {
        private KeptWords.Kept of(String action) {
            return waiting.stream()
                    .filter(one -> one.action().equals(action))
                    .findFirst()
                    .orElse(null);
        }

        private KeptWords.Kept here() {
            return waiting.stream()
                    .filter(one -> one.page().equals(address))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Tells the pages for whom they are made; behind the filters that find that out. */
    static final class Asked extends OncePerRequestFilter {
        private final KeptWords words;

        Asked(KeptWords words) {
            this.words = words;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (SecurityContextHolder.getContext().getAuthentication() instanceof OAuth2AuthenticationToken person) {
                var account = person.getName();
                // What is sent now is shown again by its own page.
                boolean asks = "GET".equals(request.getMethod());
                if (!asks) words.sentAgain(request, account);
                var csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
                request.setAttribute(
                        PAGE,
                        new Page(
                                account, KeptWords.page(request), csrf, asks ? words.of(request, account) : List.of()));
            }
            chain.doFilter(request, response);
        }
    }

    /** Goes through a page once, tag by tag. */
    public static final class Handler extends AbstractTemplateHandler {
        private KeptWords.Kept filling;
        private final Map<String, Integer> seen = new HashMap<>();
        private boolean filled;
        private String select;
        private boolean skipping;

        private Page page() {
            return getContext() instanceof IWebContext web
                            && web.getExchange().getAttributeValue(PAGE) instanceof Page page
                    ? page
                    : null;
        }

        @Override
        public void handleOpenElement(IOpenElementTag tag) {
            switch (tag.getElementCompleteName()) {
                case "form" -> form(tag);
                case "textarea" -> textarea(tag);
                case "select" -> {
                    select = name(tag);
                    super.handleOpenElement(tag);
                }
                case "option" -> super.handleOpenElement(filling == null ? tag : option(tag));
                case "button" -> {
                    if (filling != null) name(tag);
                    super.handleOpenElement(tag);
                }
                default -> super.handleOpenElement(tag);
            }
        }

        private void form(IOpenElementTag tag) {
            var page = page();
            if (page == null || !"post".equalsIgnoreCase(tag.getAttributeValue("method"))) {
                super.handleOpenElement(tag);
                return;
            }
            filling = page.of(tag.getAttributeValue("action"));
            if (filling != null) {
                filled = true;
                seen.clear();
                write(notice(filling));
            }
            super.handleOpenElement(tag);
            write(hidden(KeptWords.BY, page.account) + hidden(KeptWords.PAGE, page.address));
        }

        private void textarea(IOpenElementTag tag) {
            super.handleOpenElement(tag);
            var words = filling == null ? null : next(tag);
            if (words != null) {
                // A line break right behind the tag is not part of the words.
                write("\n" + HtmlUtils.htmlEscape(words));
                skipping = true;
            }
        }

        @Override
        public void handleText(IText text) {
            if (!skipping) super.handleText(text);
        }

        @Override
        public void handleStandaloneElement(IStandaloneElementTag tag) {
            super.handleStandaloneElement(
                    filling != null && tag.getElementCompleteName().equals("input") ? input(tag) : tag);
        }

        private IStandaloneElementTag input(IStandaloneElementTag tag) {
            var name = tag.getAttributeValue("name");
            if (name == null || name.startsWith("_")) return tag;
            var type = tag.getAttributeValue("type");
            return switch (type == null ? "text" : type) {
                case "checkbox", "radio" -> {
                    name(tag);
                    yield marked(tag, "checked", sent(name).contains(tag.getAttributeValue("value")));
                }
                case "file", "submit", "password" -> tag;
                default -> {
                    var words = next(tag);
                    yield words == null
                            ? tag
                            : getContext().getModelFactory().setAttribute(tag, "value", escaped(words));
                }
            };
        }

        private IOpenElementTag option(IOpenElementTag tag) {
            return select == null || !filling.words().containsKey(select)
                    ? tag
                    : marked(tag, "selected", sent(select).contains(tag.getAttributeValue("value")));
        }

        private <T extends IProcessableElementTag> T marked(T tag, String mark, boolean yes) {
            var made = getContext().getModelFactory();
            return yes ? made.setAttribute(tag, mark, mark) : made.removeAttribute(tag, mark);
        }

        private List<String> sent(String name) {
            return filling.words().getOrDefault(name, List.of());
        }

        /** Of several fields with one name each has its own words. Null where nothing was sent for it. */
        private String next(IProcessableElementTag tag) {
            var name = name(tag);
            if (name == null) return null;
            int at = seen.get(name) - 1;
            var sent = sent(name);
            return at < sent.size() ? sent.get(at) : null;
        }

        private String name(IProcessableElementTag tag) {
            var name = tag.getAttributeValue("name");
            if (name != null) seen.merge(name, 1, Integer::sum);
            return name;
        }

        @Override
        public void handleCloseElement(ICloseElementTag tag) {
            switch (tag.getElementCompleteName()) {
                case "form" -> {
                    if (filling != null) {
                        write(leftOver());
                        filling = null;
                    }
                }
                case "textarea" -> skipping = false;
                case "select" -> select = null;
                case "main" -> withoutForm();
                default -> {}
            }
            super.handleCloseElement(tag);
        }

        /** Words for questions that the form has not got any more. */
        private String leftOver() {
            var rest = new LinkedHashMap<>(filling.words());
            rest.keySet().removeIf(name -> seen.containsKey(name) || name.equals("confirmed"));
            var said = said(rest);
            return said.isEmpty()
                    ? ""
                    : "<div class=\"govuk-inset-text\"><p class=\"govuk-body\">You also typed what this form does not ask any more:</p>"
                            + said + "</div>";
        }

        /** The page has no such form any more: what was typed is not lost with it. */
        private void withoutForm() {
            var page = page();
            var lost = page == null || filled ? null : page.here();
            if (lost == null) return;
            var said = said(lost.words());
            if (!said.isEmpty()) {
                write(notice(lost) + "<section class=\"waymark-offer\" aria-labelledby=\"kept-words\">"
                        + "<h2 class=\"govuk-heading-m\" id=\"kept-words\">What you typed</h2>" + said
                        + (lost.withFile() ? "" : resend(page, lost)) + "</section>");
            }
        }

        private static String resend(Page page, KeptWords.Kept lost) {
            var form = new StringBuilder("<form method=\"post\" action=\"" + escaped(lost.action()) + "\">"
                    + hidden(page.csrf.getParameterName(), page.csrf.getToken())
                    + hidden(KeptWords.BY, page.account)
                    + hidden(KeptWords.PAGE, page.address));
            lost.words().forEach((name, values) -> values.forEach(value -> form.append(hidden(name, value))));
            return form + "<button type=\"submit\" class=\"govuk-button\">Send it now</button></form>";
        }

        private static String said(Map<String, List<String>> words) {
            var lines = new ArrayList<String>();
            words.forEach((name, values) -> {
                var text = String.join(", ", values);
                if (!text.isBlank()) {
                    lines.add("<div class=\"govuk-summary-list__row\"><dt class=\"govuk-summary-list__key\">"
                            + HtmlUtils.htmlEscape(name)
                            + "</dt><dd class=\"govuk-summary-list__value waymark-words\">"
                            + HtmlUtils.htmlEscape(text) + "</dd></div>");
                }
            });
            return lines.isEmpty() ? "" : "<dl class=\"govuk-summary-list\">" + String.join("", lines) + "</dl>";
        }

        private static String notice(KeptWords.Kept kept) {
            var again = kept.tooLong()
                    ? "What you typed was too long to be kept: type it again, in parts."
                    : kept.signedOut()
                            ? "Check what you typed and send it now."
                            : "What you typed is here again: check it and send it now.";
            return "<div class=\"govuk-inset-text\" id=\"" + KeptWords.PLACE + "\" role=\"status\">"
                    + (kept.signedOut() ? "You had been signed out. Nothing was sent. " : "") + again
                    + (kept.withFile() ? " A file cannot be kept: choose it again." : "") + "</div>";
        }

        private static String hidden(String name, String value) {
            return "<input type=\"hidden\" name=\"" + escaped(name) + "\" value=\"" + escaped(value) + "\">";
        }

        private static String escaped(String text) {
            return HtmlUtils.htmlEscape(text);
        }

        private void write(String markup) {
            super.handleText(getContext().getModelFactory().createText(markup));
        }
    }
}
