"""What the shell of every page needs."""

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, object]:
    """Theme and text size as chosen in this browser."""
    return {
        "theme": request.COOKIES.get("giao-dien", ""),
        "text_size": request.COOKIES.get("co-chu", ""),
    }
